import type { WantedCuts } from './cuts';
import type { CopiedSound } from './excerpt';
import { loudnessOf, needsData } from './loudness';
import { packetsFrom } from './packets';

/** A pause between words is at least this long; packets are shorter. */
const windowSeconds = 0.15;

/** A packet, or a piece of one. */
export interface Measured {
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
  { packets, fileBytes, codec, hasSizes }: CopiedSound,
  around: number,
  searchSeconds: number,
): Promise<Measured[]> {
  const options = { metadataOnly: hasSizes && !needsData(codec) };
  const first = await packets.getPacket(around - searchSeconds, options);
  if (first === null) return [];
  const found: Measured[] = [];
  for await (const packet of packetsFrom({ packets, fileBytes }, first, options)) {
    const { timestamp, duration } = packet;
    if (timestamp > around + searchSeconds) break;
    const pieces = loudnessOf(packet, codec);
    const each = duration / pieces.length;
    for (const [piece, loudness] of pieces.entries()) {
      const startSeconds = timestamp + piece * each;
      found.push({ startSeconds, endSeconds: startSeconds + each, loudness });
    }
  }
  return found;
}

/** Windows in a row that are equally quiet. */
interface Quiet {
  loudness: number;
  startSeconds: number;
  endSeconds: number;
}

/**
 * The middle of the quietest window; of equally quiet ones in a row, the middle of them all. The longest row wins.
 *
 * @returns undefined if the packets are shorter than a window
 */
export function quietestPlace(packets: readonly Measured[]): number | undefined {
  let best: Quiet | undefined;
  let row: Quiet | undefined;
  let first = 0;
  for (const [last, { endSeconds }] of packets.entries()) {
    while (first < last && endSeconds - (packets[first + 1]?.startSeconds ?? endSeconds) >= windowSeconds)
      first++;
    const startSeconds = packets[first]?.startSeconds ?? 0;
    if (endSeconds - startSeconds < windowSeconds) continue;
    // Added up anew: a running sum of fractions would not come back to zero in silence.
    const loudness = mean(packets.slice(first, last + 1));
    row = row?.loudness === loudness ? { ...row, endSeconds } : { loudness, startSeconds, endSeconds };
    if (best === undefined || isBetter(row, best)) best = row;
  }
  return best && (best.startSeconds + best.endSeconds) / 2;
}

function isBetter(one: Quiet, other: Quiet): boolean {
  if (one.loudness !== other.loudness) return one.loudness < other.loudness;
  return one.endSeconds - one.startSeconds > other.endSeconds - other.startSeconds;
}

const mean = (packets: readonly Measured[]): number =>
  packets.reduce((sum, { loudness }) => sum + loudness, 0) / packets.length;
