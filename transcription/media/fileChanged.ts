/** The recording was exchanged or overwritten between two readings. */
export class FileChanged extends Error {
  constructor() {
    super('The file changed while it was read.');
  }
}
