import { box, numbers, numbersOf } from './mp4Boxes';
import type { AacSound } from './mp4Sound';
import type { PacketRange } from './packetTable';

/** About a second: players find a place by its chunk. */
const packetsPerChunk = 50;

/** No rotation, no scaling (ISO/IEC 14496-12). */
const matrix = numbers(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);
const brands = box('ftyp', Buffer.from('M4A \0\0\x02\0M4A isomiso2', 'latin1'));
const undetermined = 0x55c4_0000;

/**
 * All that stands before the packets in an M4A file that holds these packets in a row.
 *
 * @throws if the file would be larger than its numbers of 32 bits can say
 */
export function m4aHeaders(sound: AacSound, range: PacketRange): Buffer {
  const soundHeader = Buffer.concat([numbers(8 + bytesOf(sound, range)), Buffer.from('mdat')]);
  const before = brands.length + soundHeader.length;
  const { length } = movie(sound, range, before);
  return Buffer.concat([brands, movie(sound, range, before + length), soundHeader]);
}

export function bytesOf({ sizes }: AacSound, { first, end }: PacketRange): number {
  let bytes = 0;
  for (let packet = first; packet < end; packet++) bytes += sizes[packet] ?? 0;
  return bytes;
}

function movie(sound: AacSound, range: PacketRange, soundAt: number): Buffer {
  const { description, ticksPerSecond, starts, sizes } = sound;
  const { first, end } = range;
  const ticks = (starts[end] ?? 0) - (starts[first] ?? 0);
  const dataReference = box('dref', numbers(0, 1), box('url ', numbers(1)));
  const tables = [
    box('stsd', numbers(0, 1), description),
    counted('stts', timesOf(sound, range), 2),
    box('stsz', numbers(0, 0, end - first), numbersOf(sizes.subarray(first, end))),
    counted('stsc', runsOf(end - first), 3),
    counted('stco', placesOf(sound, range, soundAt), 1),
  ];
  return box(
    'moov',
    box(
      'mvhd',
      numbers(0, 0, 0, ticksPerSecond, ticks, 0x1_0000, 0x100_0000, 0, 0),
      matrix,
      numbers(0, 0, 0, 0, 0, 0, 2),
    ),
    box(
      'trak',
      box('tkhd', numbers(3, 0, 0, 1, 0, ticks, 0, 0, 1, 0x100_0000), matrix, numbers(0, 0)),
      box(
        'mdia',
        box('mdhd', numbers(0, 0, 0, ticksPerSecond, ticks, undetermined)),
        box('hdlr', numbers(0, 0), Buffer.from('soun'), numbers(0, 0, 0), Buffer.from('SoundHandler\0')),
        box('minf', box('smhd', numbers(0, 0)), box('dinf', dataReference), box('stbl', ...tables)),
      ),
    ),
  );
}

/** A table of entries that are a few numbers each. */
const counted = (type: string, values: readonly number[], each: number): Buffer =>
  box(type, numbers(0, values.length / each), numbersOf(values));

/** How many packets in a row last how long. */
function timesOf({ starts }: AacSound, { first, end }: PacketRange): number[] {
  const times: number[] = [];
  let alike = 0;
  for (let packet = first; packet < end; packet++) {
    const start = starts[packet + 1] ?? 0;
    const ticks = start - (starts[packet] ?? 0);
    alike += 1;
    if (packet + 1 < end && (starts[packet + 2] ?? 0) - start === ticks) continue;
    times.push(alike, ticks);
    alike = 0;
  }
  return times;
}

/** Chunks of one length, and the rest. */
function runsOf(packets: number): number[] {
  const full = Math.floor(packets / packetsPerChunk);
  const rest = packets % packetsPerChunk;
  return [...(full > 0 ? [1, packetsPerChunk, 1] : []), ...(rest > 0 ? [full + 1, rest, 1] : [])];
}

function placesOf({ sizes }: AacSound, { first, end }: PacketRange, soundAt: number): number[] {
  const places: number[] = [];
  let place = soundAt;
  for (let packet = first; packet < end; packet++) {
    if ((packet - first) % packetsPerChunk === 0) places.push(place);
    place += sizes[packet] ?? 0;
  }
  return places;
}
