import { packetsFrom } from './packets';
import type { Recording } from './recording';

/** How much sound there is up to any second of a recording. */
export interface PacketIndex {
  /** On the recording's timeline. */
  startSeconds: number;
  endSeconds: number;
  totalBytes: number;
  /** The bytes of the packets that begin before a second. Whole seconds are exact; between them it interpolates. */
  bytesBefore(seconds: number): number;
}

/**
 * Adds up a recording's packets, second by second. Containers with tables are not read beyond them.
 *
 * @throws what the library throws for a damaged recording
 */
export async function indexOf({
  packets,
  fileBytes,
}: Pick<Recording, 'packets' | 'fileBytes'>): Promise<PacketIndex> {
  /** The bytes of each second. */
  const perSecond: number[] = [];
  const options = { metadataOnly: true };
  let startSeconds: number | undefined;
  let endSeconds = 0;
  for await (const packet of packetsFrom(
    { packets, fileBytes },
    await packets.getFirstPacket(options),
    options,
  )) {
    startSeconds ??= packet.timestamp;
    const second = Math.max(0, Math.floor(packet.timestamp));
    // A hostile file may jump anywhere; no recording of the kind is longer than a week.
    if (second > 7 * 24 * 3_600) throw new Error('The timestamps leap.');
    while (perSecond.length <= second) perSecond.push(0);
    perSecond[second] = (perSecond[second] ?? 0) + packet.byteLength;
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration);
  }
  return { startSeconds: startSeconds ?? 0, endSeconds, ...sums(perSecond) };
}

/** @param perSecond the bytes of the packets that begin in each second */
export function sums(perSecond: readonly number[]): Pick<PacketIndex, 'totalBytes' | 'bytesBefore'> {
  const before = new Float64Array(perSecond.length + 1);
  for (const [second, bytes] of perSecond.entries()) before[second + 1] = (before[second] ?? 0) + bytes;
  const at = (second: number) => before[Math.min(Math.max(second, 0), perSecond.length)] ?? 0;
  return {
    totalBytes: at(perSecond.length),
    bytesBefore: (seconds) => {
      const whole = Math.floor(seconds);
      return at(whole) + (at(whole + 1) - at(whole)) * (seconds - whole);
    },
  };
}
