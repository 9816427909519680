import type { AudioFile } from '../audio/audio';
import { chunkRange } from '../audio/chunkRange';

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
  if (file.openAt === undefined) yield* chunkRange(file.open(), start, end);
  else yield* chunkRange(file.openAt(start), start, end, start);
}
