/*
 * What a Matroska file says about its sound, besides the sound itself (RFC 9559). The library takes it in one go, in a
 * time that may grow with the square of its size: hostile files of 400 KB would stop the server for minutes. Little of
 * it is needed: without an index of places (Cues) the sound is looked for, and tags and attachments are of no use.
 */

const seekHead = 0x114d_9b74;
const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** The most bytes that are taken of each kind in a file. Those of a day of video fit. */
const mostBytes: ReadonlyMap<number, number> = new Map([
  [seekHead, 64 * kilobyte],
  [0x1549_a966, megabyte], // Info
  [0x1654_ae6b, megabyte], // Tracks
  [0x1c53_bb6b, megabyte], // Cues
  [0x1254_c367, megabyte], // Tags
  [0x1941_a469, megabyte], // Attachments
]);
const idBytes = 4;

/** The longest header of an element: an ID and a size of eight bytes each. */
const headerBytes = 16;

const attachedFile = Buffer.from('61a7', 'hex');
const fileNumber = Buffer.from('46ae', 'hex');
/** Smaller elements can't hold a number that takes long. */
const harmlessBytes = 16 * kilobyte;

/** Looks at a Matroska file's bytes as they are read: a header, then its content. */
export class MatroskaGuard {
  private readonly taken = new Map<number, number>();
  private header: { id: number; start: number } | undefined;

  /** @returns whether the bytes are better left out */
  isTooMuch(start: number, bytes: Uint8Array): boolean {
    const { header } = this;
    if (header !== undefined && start > header.start && start <= header.start + headerBytes) {
      this.header = undefined;
      const taken = (this.taken.get(header.id) ?? 0) + bytes.length;
      if (taken > (mostBytes.get(header.id) ?? 0) || holdsEndlessNumber(bytes)) return true;
      this.taken.set(header.id, taken);
      return false;
    }
    const id = idOf(bytes);
    this.header = mostBytes.has(id) ? { id, start } : undefined;
    return false;
  }
}

const idOf = (bytes: Uint8Array): number =>
  bytes.length < idBytes ? 0 : Buffer.from(bytes.buffer, bytes.byteOffset, idBytes).readUInt32BE();

/** Whether an attached file may have a number far longer than the eight bytes that it has. Pictures may seem to. */
function holdsEndlessNumber(content: Uint8Array): boolean {
  if (content.length < harmlessBytes) return false;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const file = bytes.indexOf(attachedFile);
  if (file === -1) return false;
  for (let at = bytes.indexOf(fileNumber, file); at !== -1; at = bytes.indexOf(fileNumber, at + 1)) {
    if (claimsMany(bytes, at + fileNumber.length)) return true;
  }
  return false;
}

/** Whether an element's size is more than a KB in two bytes, or is given in more. */
function claimsMany(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0xff;
  return first < 0x40 ? first > 0 : first >= 0x44 && first < 0x80;
}
