import { byteAt, latin1 } from './bytes';

/** The bytes of an ID3v2 tag's header, and of the footer that may repeat it at its end. */
export const id3HeaderBytes = 10;

/**
 * @returns the bytes of the ID3v2 tag at `at`, with its header and footer (https://id3.org/id3v2.4.0-structure); 0 if
 *   there is none. It may be larger than `bytes`, because it may hold pictures.
 */
export function id3Bytes(bytes: Uint8Array, at: number): number {
  if (at + id3HeaderBytes > bytes.length || latin1(bytes, at, at + 3) !== 'ID3') return 0;
  const sizes = [6, 7, 8, 9].map((offset) => byteAt(bytes, at + offset));
  if (sizes.some((size) => size > 127)) return 0;
  const footer = byteAt(bytes, at + 5) & 0x10 ? id3HeaderBytes : 0;
  return id3HeaderBytes + sizes.reduce((size, seven) => size * 128 + seven, 0) + footer;
}
