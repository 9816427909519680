import type { AudioFormat } from '../audio/audioFormat';
import {
  type AudioCodec,
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  type OutputFormat,
  WavOutputFormat,
} from './mediabunny';
import { waveCodecOf } from './pcm';

/** The formats in which this package can write sound. */
const writers = {
  // The index is written behind the sound here, and moved to the front in `layout.ts`.
  m4a: () => new Mp4OutputFormat({ fastStart: false }),
  mp3: () => new Mp3OutputFormat(),
  ogg: () => new OggOutputFormat(),
  flac: () => new FlacOutputFormat(),
  wav: () => new WavOutputFormat(),
} satisfies Partial<Record<AudioFormat, () => OutputFormat>>;

export type Container = keyof typeof writers;

export function outputFormat(container: Container): OutputFormat {
  return writers[container]();
}

/** The containers for a sound, the best first. Sound that stands in none of them can't be copied. */
const containersOf: Partial<Record<AudioCodec, readonly Container[]>> = {
  aac: ['m4a'],
  mp3: ['mp3', 'm4a'],
  opus: ['ogg'],
  vorbis: ['ogg'],
  // MP4 may hold FLAC, for receivers that take no FLAC files.
  flac: ['flac', 'm4a'],
};

const waveCodecs: ReadonlySet<AudioCodec> = new Set(new WavOutputFormat().getSupportedAudioCodecs());

/** @returns undefined if the receiver takes no container for this sound */
export function containerFor(codec: AudioCodec, accepted: readonly AudioFormat[]): Container | undefined {
  const fitting =
    containersOf[codec] ?? (waveCodecs.has(waveCodecOf(codec) ?? codec) ? (['wav'] as const) : []);
  return fitting.find((container) => accepted.includes(container));
}
