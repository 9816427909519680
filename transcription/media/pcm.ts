import type { AudioCodec } from './mediabunny';

/** Big-endian samples (QuickTime, AIFF) and the form in which WAV files hold them. */
export const bigEndianCodecs: Partial<Record<AudioCodec, AudioCodec>> = {
  'pcm-s16be': 'pcm-s16',
  'pcm-s24be': 'pcm-s24',
  'pcm-s32be': 'pcm-s32',
  'pcm-f32be': 'pcm-f32',
};

const sampleBytes: Partial<Record<AudioCodec, number>> = {
  'pcm-s16be': 2,
  'pcm-s24be': 3,
  'pcm-s32be': 4,
  'pcm-f32be': 4,
};

/** The samples as a WAV file holds them: little-endian. Other sounds are returned as they are. */
export function forWave(data: Uint8Array, codec: AudioCodec): Uint8Array {
  const bytes = sampleBytes[codec];
  if (bytes === undefined) return data;
  const swapped = new Uint8Array(data.length);
  for (let start = 0; start + bytes <= data.length; start += bytes) {
    for (let index = 0; index < bytes; index++) swapped[start + index] = data[start + bytes - 1 - index] ?? 0;
  }
  return swapped;
}
