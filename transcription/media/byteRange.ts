import type { AudioFile } from '../audio/audio';

/**
 * The bytes from `start` to before `end`, fewer if the file ends earlier. Sources that can't begin in the middle are
 * read from the start.
 *
 * @throws whatever opening or reading the file throws
 */
export async function* byteRange(
  file: Pick<AudioFile, 'open' | 'openAt'>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  let position = file.openAt === undefined ? 0 : start;
  const source = file.openAt === undefined ? file.open() : file.openAt(start);
  for await (const chunk of source) {
    const wanted = chunk.subarray(Math.max(0, start - position), Math.max(0, end - position));
    position += chunk.length;
    if (wanted.length > 0) yield wanted;
    if (position >= end) return;
  }
}
