import type { WantedCuts } from './cuts';
import { type PacketIndex, sums } from './packetIndex';
import { type Measured, quietestPlace } from './pauses';

/** The packets of a sound, by their numbers, where their sizes and times are known without reading them. */
export interface PacketTable {
  count: number;
  /** Where a packet begins on the recording's timeline, in ascending order; of `count`, where the last one ends. */
  secondsAt(packet: number): number;
  bytesOf(packet: number): number;
  /** On a scale of the codec's own. */
  loudnessOf(packet: number): number;
}

/** Packets by their numbers: the first, and the one behind the last. */
export interface PacketRange {
  first: number;
  end: number;
}

/** Adds up the packets, second by second. */
export function indexOfTable(table: PacketTable): PacketIndex {
  const perSecond: number[] = [];
  for (let packet = 0; packet < table.count; packet++) {
    const second = Math.max(0, Math.floor(table.secondsAt(packet)));
    while (perSecond.length <= second) perSecond.push(0);
    perSecond[second] = (perSecond[second] ?? 0) + table.bytesOf(packet);
  }
  return {
    startSeconds: table.secondsAt(0),
    endSeconds: table.secondsAt(table.count),
    ...sums(perSecond),
  };
}

/** The last packet that begins at a second or before it; the first, if there is none. */
export function packetAt(table: PacketTable, seconds: number): number {
  let packet = 0;
  let end = table.count;
  while (end - packet > 1) {
    const middle = (packet + end) >> 1;
    if (table.secondsAt(middle) <= seconds) packet = middle;
    else end = middle;
  }
  return packet;
}

/** Moves cuts to where a pause is likely, as `movedToPauses` does for packets that have to be read. */
export function tableCuts(table: PacketTable, { places, searchSeconds }: WantedCuts): number[] {
  return places.map((place) => quietestPlace(measured(table, place, searchSeconds)) ?? place);
}

function measured(table: PacketTable, around: number, searchSeconds: number): Measured[] {
  const found: Measured[] = [];
  const last = packetAt(table, around + searchSeconds);
  for (let packet = packetAt(table, around - searchSeconds); packet <= last; packet++) {
    found.push({
      startSeconds: table.secondsAt(packet),
      endSeconds: table.secondsAt(packet + 1),
      loudness: table.loudnessOf(packet),
    });
  }
  return found;
}
