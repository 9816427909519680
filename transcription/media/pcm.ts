import type { AudioCodec } from './mediabunny';

/** Big-endian samples (QuickTime), the form in which WAV files hold them, and the bytes of one. */
const bigEndian: Partial<Record<AudioCodec, { inWave: AudioCodec; bytes: number }>> = {
  'pcm-s16be': { inWave: 'pcm-s16', bytes: 2 },
  'pcm-s24be': { inWave: 'pcm-s24', bytes: 3 },
  'pcm-s32be': { inWave: 'pcm-s32', bytes: 4 },
  'pcm-f32be': { inWave: 'pcm-f32', bytes: 4 },
};

/** @returns undefined for a codec that is written as it is */
export function waveCodecOf(codec: AudioCodec): AudioCodec | undefined {
  return bigEndian[codec]?.inWave;
}

/** The samples as a WAV file holds them: little-endian. Other sounds are returned as they are. */
export function forWave(data: Uint8Array, codec: AudioCodec): Uint8Array {
  const bytes = bigEndian[codec]?.bytes;
  if (bytes === undefined) return data;
  const swapped = new Uint8Array(data.length);
  for (let start = 0; start + bytes <= data.length; start += bytes) {
    for (let index = 0; index < bytes; index++) swapped[start + index] = data[start + bytes - 1 - index] ?? 0;
  }
  return swapped;
}
