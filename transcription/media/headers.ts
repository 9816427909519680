import type { MovedIndex } from './fastStart';
import { boxAt } from './mp4Boxes';

/*
 * What stands before the sound of a file that holds nothing else. Both return undefined if the file is not of that
 * simple form.
 */

/** The library's writer keeps room for a long size, and leaves it where the short one is enough. */
const roomBytes = 8;

/** @param front the first bytes of an MP4 file, as they will be: "ftyp" and the header of "mdat" */
export function mp4Headers(
  front: Uint8Array,
  { insertAt, mediaEnd, bytes }: MovedIndex,
  soundBytes: number,
): Uint8Array | undefined {
  const { headerBytes } = boxAt(front, insertAt);
  const soundAt = mediaEnd - soundBytes;
  const before = soundAt - insertAt - headerBytes;
  const isSimple = before === 0 || (before === roomBytes && headerBytes === 8);
  if (!isSimple || soundAt > front.length) return undefined;
  return Buffer.concat([front.subarray(0, insertAt), bytes, front.subarray(insertAt, soundAt)]);
}

/** @param front the first bytes of a WAV file, as they will be */
export function waveHeaders(
  front: Uint8Array,
  fileBytes: number,
  soundBytes: number,
): Uint8Array | undefined {
  const soundAt = fileBytes - soundBytes;
  const header = Buffer.from(front.subarray(Math.max(0, soundAt - 8), soundAt));
  const isOfSound =
    header.length === 8 &&
    header.toString('latin1', 0, 4) === 'data' &&
    header.readUInt32LE(4) === soundBytes;
  return isOfSound ? front.slice(0, soundAt) : undefined;
}
