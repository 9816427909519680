import type { WantedCuts } from './cuts';
import type { CopiedSound } from './copyExcerpt';
import { loudnessOf } from './loudness';
import { packetsFrom } from './packets';

/** A pause between words is at least this long; packets are shorter. */
const windowSeconds = 0.15;

interface Measured {
  startSeconds: number;
  endSeconds: number;
  loudness: number;
}

/**
 * Moves cuts to where a pause is likely: the quietest stretch nearby.
 *
 * @returns the cuts, in seconds on the recording's timeline
 * @throws what the library throws for a damaged recording
 */
export async function movedToPauses(
  sound: CopiedSound,
  { places, searchSeconds }: WantedCuts,
): Promise<number[]> {
  const cuts: number[] = [];
  for (const place of places) cuts.push(quietestPlace(await measured(sound, place, searchSeconds)) ?? place);
  return cuts;
}

async function measured(
  { packets, codec }: CopiedSound,
  around: number,
  searchSeconds: number,
): Promise<Measured[]> {
  const first = await packets.getPacket(around - searchSeconds);
  if (first === null) return [];
  const found: Measured[] = [];
  for await (const packet of packetsFrom(packets, first)) {
    const { timestamp, duration } = packet;
    if (timestamp > around + searchSeconds) break;
    found.push({
      startSeconds: timestamp,
      endSeconds: timestamp + duration,
      loudness: loudnessOf(packet, codec),
    });
  }
  return found;
}

/** The middle of the quietest window; of equally quiet ones in a row, the middle of them all. */
function quietestPlace(packets: readonly Measured[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  let place: number | undefined;
  let runStart = 0;
  let sum = 0;
  let first = 0;
  for (const [last, packet] of packets.entries()) {
    sum += packet.loudness;
    for (;;) {
      const next = packets[first + 1];
      if (next === undefined || first >= last || packet.endSeconds - next.startSeconds < windowSeconds) break;
      sum -= packets[first]?.loudness ?? 0;
      first += 1;
    }
    const start = packets[first]?.startSeconds ?? 0;
    if (packet.endSeconds - start < windowSeconds) continue;
    const mean = sum / (last - first + 1);
    if (mean > least) continue;
    if (mean < least) runStart = start;
    least = mean;
    place = (runStart + packet.endSeconds) / 2;
  }
  return place;
}
