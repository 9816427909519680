import { Readable } from 'node:stream';
import { setInterval as every } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const megabyte = Buffer.alloc(1024 * 1024, ' ');

/** So many megabytes of blanks, and an empty object: JSON to whoever reads to the end. */
export function blanks(megabytes: number): Readable {
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < megabytes; sent++) yield megabyte;
      yield Buffer.from('{}');
    })(),
  );
}

/** One blank at a time, without end. */
export function blanksEvery(ms: number): Readable {
  return Readable.from(
    (async function* () {
      for await (const blank of every(ms, Buffer.from(' '))) yield blank;
    })(),
  );
}

/** The same as {@link blanks}, a thousandth of the size on the way: gzip lets compressed parts follow each other. */
export function zippedBlanks(megabytes: number): Buffer {
  const part = gzipSync(megabyte);
  return Buffer.concat([...Array.from({ length: megabytes }, () => part), gzipSync('{}')]);
}
