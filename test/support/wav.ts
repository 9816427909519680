import { wavHeader } from './wavHeader';

/** A WAV file of noise, with 16-bit samples at 16 kHz: 32,000 bytes a second. */
export function noiseWav(seconds: number): Buffer {
  const bytesPerSecond = 32_000;
  const data = Buffer.alloc(seconds * bytesPerSecond);
  let state = 1;
  for (let at = 0; at < data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    data.writeInt32LE(state & 0x0fff_0fff, at);
  }
  return Buffer.concat([wavHeader(16_000, 2, data.length), data]);
}
