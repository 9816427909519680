import { mp3Gain } from './mp3Gain';
import type { AudioCodec, EncodedPacket } from './mediabunny';

/**
 * How loud a packet is likely to be, on a scale of its codec's own, without decoding it. Variable bit rates spend few
 * bytes on silence; MP3 frames carry their gain; PCM is looked at.
 */
export function loudnessOf(packet: EncodedPacket, codec: AudioCodec): number {
  if (codec === 'mp3') return mp3Gain(packet.data) ?? packet.byteLength;
  if (codec.startsWith('pcm-s16')) return meanChange(packet.data, codec.endsWith('be'));
  return packet.byteLength;
}

/** The mean absolute change from sample to sample: near zero in a pause, whatever the recording's offset. */
function meanChange(data: Uint8Array, isBigEndian: boolean): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const samples = Math.floor(data.length / 2);
  let sum = 0;
  let last = samples > 0 ? view.getInt16(0, !isBigEndian) : 0;
  for (let sample = 1; sample < samples; sample++) {
    const value = view.getInt16(sample * 2, !isBigEndian);
    sum += Math.abs(value - last);
    last = value;
  }
  return samples < 2 ? 0 : sum / (samples - 1);
}
