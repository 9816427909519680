import { isMono, isMpeg1 } from '../audio/mpegFrames';

/*
 * The side information of an MPEG audio layer III frame (ISO/IEC 11172-3, 2.4.1.7, and 13818-3): for each granule and
 * channel the "global gain", an eight-bit step of the quantiser that follows the loudness, at any bit rate.
 */

interface Shape {
  granules: number;
  /** Bits in front of the granules, for one channel and for two. */
  frontBits: readonly [number, number];
  /** Bits for a granule of a channel. */
  granuleBits: number;
}

const mpeg1: Shape = { granules: 2, frontBits: [9 + 5 + 4, 9 + 3 + 8], granuleBits: 59 };
const mpeg2: Shape = { granules: 1, frontBits: [8 + 1, 8 + 2], granuleBits: 63 };

/** Bits of a granule in front of its gain: part2_3_length and big_values. */
const bitsBeforeGain = 12 + 9;

/** @returns the mean gain of a frame, 0 for digital silence; undefined if it is none */
export function mp3Gain(frame: Uint8Array): number | undefined {
  const [first = 0, second = 0] = frame;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const shape = isMpeg1(frame) ? mpeg1 : mpeg2;
  const hasChecksum = (second & 1) === 0;
  const channels = isMono(frame) ? 1 : 2;
  const start = (hasChecksum ? 6 : 4) * 8 + (shape.frontBits[channels - 1] ?? 0) + bitsBeforeGain;
  const gains = shape.granules * channels;
  let sum = 0;
  for (let gain = 0; gain < gains; gain++) {
    const at = start + gain * shape.granuleBits;
    if (!isEmpty(frame, at)) sum += byteAtBit(frame, at);
  }
  return sum / gains;
}

/** Encoders spend no bits on digital silence, and leave the gain at some default. The length is part2_3_length. */
function isEmpty(frame: Uint8Array, gainBit: number): boolean {
  const lengthBit = gainBit - bitsBeforeGain;
  return byteAtBit(frame, lengthBit) === 0 && byteAtBit(frame, lengthBit + 8) >> 4 === 0;
}

function byteAtBit(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const both = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (both >> (8 - (bit & 7))) & 0xff;
}
