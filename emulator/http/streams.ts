import { Readable } from 'node:stream';
import { setInterval as every } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const megabyte = Buffer.alloc(1024 * 1024, ' ');

/** This many megabytes of blanks, then an empty object: valid JSON for anyone who reads to the end. */
export function blanks(megabytes: number): Readable {
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < megabytes; sent++) yield megabyte;
      yield Buffer.from('{}');
    })(),
  );
}

/** One blank at a time, endlessly. */
export function blanksEvery(ms: number): Readable {
  return Readable.from(
    (async function* () {
      for await (const blank of every(ms, Buffer.from(' '))) yield blank;
    })(),
  );
}

/** Like {@link blanks}, compressed to a thousandth: gzip allows compressed parts to be concatenated. */
export function zippedBlanks(megabytes: number): Buffer {
  const part = gzipSync(megabyte);
  return Buffer.concat([...Array.from({ length: megabytes }, () => part), gzipSync('{}')]);
}
