import { byteAt } from './bytes';

/** Kilobits per second by MPEG version, layer and the header's index (ISO 11172-3, 13818-3). Index 0 is free format. */
const bitRates = {
  v1: {
    1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  },
  v2: {
    1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    3: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  },
} as const;

/** Hertz of MPEG-1; MPEG-2 has half of it, MPEG-2.5 a quarter. */
const sampleRates = [44_100, 48_000, 32_000];

interface Frame {
  bytes: number;
  /** Equal in all frames of a stream. */
  stream: string;
}

export interface MpegFrame extends Frame {
  layer: 1 | 2 | 3;
  hertz: number;
  samples: number;
}

type FrameReader = (bytes: Uint8Array, at: number) => Frame | undefined;

/** The header of an MPEG audio frame (MP1, MP2 or MP3) at `at`; undefined if there is none. */
export function mpegFrame(bytes: Uint8Array, at: number): MpegFrame | undefined {
  const second = byteAt(bytes, at + 1);
  const third = byteAt(bytes, at + 2);
  const fourth = byteAt(bytes, at + 3);
  if (byteAt(bytes, at) !== 0xff || second < 0xe0 || third < 0 || fourth < 0) return undefined;
  const version = (second >> 3) & 3;
  const layer = layers[(second >> 1) & 3];
  const sampleRate = sampleRates[(third >> 2) & 3];
  if (version === 1 || layer === undefined || sampleRate === undefined || (fourth & 3) === 2)
    return undefined;
  const bitRate = bitRates[version === 3 ? 'v1' : 'v2'][layer][third >> 4] ?? 0;
  if (bitRate === 0) return undefined;
  const hertz = version === 3 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152;
  const padding = (third >> 1) & 1;
  const whole = Math.floor((samples / 8) * ((bitRate * 1_000) / hertz));
  const length = layer === 1 ? (whole >> 2) * 4 + padding * 4 : whole + padding;
  return { bytes: length, stream: `${version}/${layer}/${hertz}`, layer, hertz, samples };
}

/** Whether a frame is MPEG-1, which has twice the granules of MPEG-2 and 2.5. */
export function isMpeg1(frame: Uint8Array): boolean {
  return ((byteAt(frame, 1) >> 3) & 3) === 3;
}

export function isMono(frame: Uint8Array): boolean {
  return byteAt(frame, 3) >> 6 === 3;
}

/** By the header's two bits; 0 is reserved, and marks AAC in an otherwise equal header. */
const layers = [undefined, 3, 2, 1] as const;

/** The header of an AAC frame in ADTS (ISO 13818-7) at `at`; undefined if there is none. */
const adtsFrame: FrameReader = (bytes, at) => {
  if (at + 7 > bytes.length || byteAt(bytes, at) !== 0xff) return undefined;
  const second = byteAt(bytes, at + 1);
  const third = byteAt(bytes, at + 2);
  const sampleRateIndex = (third >> 2) & 15;
  if ((second & 0xf6) !== 0xf0 || sampleRateIndex > 12) return undefined;
  const length =
    ((byteAt(bytes, at + 3) & 3) << 11) | (byteAt(bytes, at + 4) << 3) | (byteAt(bytes, at + 5) >> 5);
  return length < 7 ? undefined : { bytes: length, stream: `${second & 8}/${sampleRateIndex}` };
};

/** @returns the number of frames of one stream that follow each other, 3 at most, and whether the bytes end there */
function framesFrom(bytes: Uint8Array, start: number, read: FrameReader): { count: number; atEnd: boolean } {
  const stream = read(bytes, start)?.stream;
  let at = start;
  let count = 0;
  while (count < 3) {
    if (at + 7 > bytes.length) return { count, atEnd: true };
    const frame = read(bytes, at);
    if (frame === undefined || frame.stream !== stream) break;
    count += 1;
    at += frame.bytes;
  }
  return { count, atEnd: false };
}

/** Encoders and editors leave some bytes in front of the first frame. */
const mostJunkBytes = 4 * 1024;

/**
 * Whether bytes are MPEG audio or AAC frames, which have no magic number: a header's eleven set bits also occur by
 * chance, so a second frame has to follow the first, and two more after anything else than zeros.
 */
export function framesIn(bytes: Uint8Array): 'aac' | 'mp3' | undefined {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start += 1;
  for (let at = start; at < Math.min(start + mostJunkBytes, bytes.length); at += 1) {
    if (bytes[at] !== 0xff) continue;
    const least = at === start ? 2 : 3;
    for (const [kind, read] of readers) {
      const { count, atEnd } = framesFrom(bytes, at, read);
      if (count >= least || (at === start && atEnd && count > 0)) return kind;
    }
  }
  return undefined;
}

const readers = [
  ['mp3', mpegFrame],
  ['aac', adtsFrame],
] as const;
