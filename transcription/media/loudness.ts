import { mp3Gain } from './mp3Gain';
import type { AudioCodec, EncodedPacket } from './mediabunny';

/**
 * How loud the pieces of a packet are likely to be, in order and of equal length, on a scale of its codec's own,
 * without decoding it. Variable bit rates spend few bytes on silence; MP3 frames carry their gain; PCM is looked at.
 */
export function loudnessOf(packet: EncodedPacket, codec: AudioCodec): number[] {
  if (codec === 'mp3') return [mp3Gain(packet.data) ?? packet.byteLength];
  const sample = sampleReaders[codec];
  if (sample !== undefined) {
    return inPieces(packet).map((piece) => meanChange(piece, sample));
  }
  return [packet.byteLength];
}

/** Whether the sizes of a codec's packets do not tell how loud they are. */
export function needsData(codec: AudioCodec): boolean {
  return codec === 'mp3' || sampleReaders[codec] !== undefined;
}

/** Packets of PCM may be longer than a pause. */
const pieceSeconds = 0.02;

/** A whole number of samples of any size. */
const alignedBytes = 24;

function inPieces({ data, duration }: EncodedPacket): Uint8Array[] {
  const pieces = Math.max(1, Math.floor(duration / pieceSeconds));
  const bytes = Math.max(1, Math.ceil(data.length / pieces / alignedBytes)) * alignedBytes;
  return Array.from({ length: Math.max(1, Math.ceil(data.length / bytes)) }, (_, piece) =>
    data.subarray(piece * bytes, (piece + 1) * bytes),
  );
}

/** How a sample is read. The low bytes of 24 and 32 bits say nothing about loudness. */
interface SampleReader {
  bytes: number;
  read: (view: DataView, at: number) => number;
}

const sampleReaders: Partial<Record<AudioCodec, SampleReader>> = {
  'pcm-u8': { bytes: 1, read: (view, at) => view.getUint8(at) },
  'pcm-s8': { bytes: 1, read: (view, at) => view.getInt8(at) },
  'pcm-s16': { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  'pcm-s16be': { bytes: 2, read: (view, at) => view.getInt16(at) },
  'pcm-s24': { bytes: 3, read: (view, at) => view.getInt16(at + 1, true) },
  'pcm-s24be': { bytes: 3, read: (view, at) => view.getInt16(at) },
  'pcm-s32': { bytes: 4, read: (view, at) => view.getInt16(at + 2, true) },
  'pcm-s32be': { bytes: 4, read: (view, at) => view.getInt16(at) },
  'pcm-f32': { bytes: 4, read: (view, at) => finite(view.getFloat32(at, true)) },
  'pcm-f32be': { bytes: 4, read: (view, at) => finite(view.getFloat32(at)) },
  'pcm-f64': { bytes: 8, read: (view, at) => finite(view.getFloat64(at, true)) },
  'pcm-f64be': { bytes: 8, read: (view, at) => finite(view.getFloat64(at)) },
  ulaw: { bytes: 1, read: (view, at) => expanded(~view.getUint8(at)) },
  alaw: { bytes: 1, read: (view, at) => expanded(view.getUint8(at) ^ 0x55) },
};

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

/** G.711 in rough: a sign, three bits that double the step, four bits of steps. */
function expanded(byte: number): number {
  const size = ((byte & 0x0f) + 16) << ((byte >> 4) & 7);
  return byte & 0x80 ? -size : size;
}

/** The mean absolute change from sample to sample: near zero in a pause, whatever the recording's offset. */
function meanChange(data: Uint8Array, { bytes, read }: SampleReader): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const samples = Math.floor(data.length / bytes);
  let sum = 0;
  let last = samples > 0 ? read(view, 0) : 0;
  for (let sample = 1; sample < samples; sample++) {
    const value = read(view, sample * bytes);
    sum += Math.abs(value - last);
    last = value;
  }
  return samples < 2 ? 0 : sum / (samples - 1);
}
