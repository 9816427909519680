import { aacDescription } from './aacDescription';
import { contentOf, contentsOf } from './mp4Boxes';

/*
 * The tables of an MP4 or QuickTime file with one AAC track, as arrays of numbers: objects for each packet of a long
 * recording would take a hundred times their memory. Counts are compared with what is there before anything is set
 * aside for them. Whatever is not understood to the last entry throws, so that the library can be asked.
 */

export interface AacSound {
  /** The box that describes the sound ("mp4a"). */
  description: Buffer;
  ticksPerSecond: number;
  /** Where each packet begins on the recording's timeline, in ticks, and at last where the sound ends. */
  starts: Float64Array;
  sizes: Uint32Array;
  /** Where each packet stands in the file, in ascending order. */
  offsets: Float64Array;
}

/** A part counts its ticks in 32 bits, which is a day at 48 kHz. No recording of the kind is longer than a week. */
const mostTicks = 0xffff_ffff;
const mostSeconds = 7 * 24 * 3_600;

/**
 * @param movie what is in the file's "moov"
 * @throws if there is anything in it that this reader does not know
 */
export function aacSound(movie: Buffer, fileBytes: number): AacSound {
  if (contentsOf(movie, 'mvex').length > 0) throw new Error('The file is fragmented.');
  const tracks = contentsOf(movie, 'trak').filter((each) => handlerOf(each) === 'soun');
  const [track, ...others] = tracks;
  if (track === undefined || others.length > 0) throw new Error('There is not one sound track.');
  const media = contentOf(track, 'mdia');
  const table = contentOf(media, 'minf', 'stbl');
  if (contentsOf(table, 'ctts').length > 0) throw new Error('The times are shifted.');
  const ticksPerSecond = timescaleOf(contentOf(media, 'mdhd'));
  const description = aacDescription(contentOf(table, 'stsd'));
  const sizes = sizesOf(contentOf(table, 'stsz'));
  const offsets = offsetsOf(table, sizes, fileBytes);
  const shift = shiftOf(track, ticksPerSecond / timescaleOf(contentOf(movie, 'mvhd')));
  const starts = startsOf(contentOf(table, 'stts'), sizes.length, shift);
  if ((starts.at(-1) ?? 0) > mostSeconds * ticksPerSecond) throw new Error('The timestamps leap.');
  return { description, ticksPerSecond, starts, sizes, offsets };
}

const handlerOf = (track: Buffer): string => contentOf(track, 'mdia', 'hdlr').toString('latin1', 8, 12);

/** Ticks a second, of a header of 32 or 64 bits. */
function timescaleOf(header: Buffer): number {
  const ticks = header.readUInt32BE(header[0] === 1 ? 20 : 12);
  if (ticks === 0) throw new Error('Time stands still.');
  return ticks;
}

/** How far the edit list moves the sound towards the start: a pause in front, and what is left out of the sound. */
function shiftOf(track: Buffer, ticksPerMovieTick: number): number {
  if (contentsOf(track, 'edts').length === 0) return 0;
  const list = contentOf(track, 'edts', 'elst');
  const isLong = list[0] === 1;
  const { count, at } = rows(list, 8, isLong ? 20 : 12);
  const edit = (row: number) => ({
    duration: isLong ? Number(list.readBigUInt64BE(at(row))) : list.readUInt32BE(at(row)),
    from: isLong ? Number(list.readBigInt64BE(at(row) + 8)) : list.readInt32BE(at(row) + 4),
    rate: list.readUInt32BE(at(row) + (isLong ? 16 : 8)),
  });
  const pause = count === 2 ? edit(0) : undefined;
  const { from, rate } = edit(count - 1);
  if (count > 2 || (pause !== undefined && pause.from !== -1) || from < 0 || rate !== 0x1_0000) {
    throw new Error('The sound is edited.');
  }
  return from - Math.round((pause?.duration ?? 0) * ticksPerMovieTick);
}

/** A table: its count, its entries, all of one size. @throws if it holds fewer than it says */
function rows(table: Buffer, from: number, bytes: number): { count: number; at: (row: number) => number } {
  const count = table.readUInt32BE(from - 4);
  if (from + count * bytes > table.length) throw new Error('The table is cut off.');
  return { count, at: (row) => from + row * bytes };
}

function sizesOf(table: Buffer): Uint32Array {
  const { count, at } = rows(table, 12, 4);
  if (table.readUInt32BE(4) !== 0 || count === 0) throw new Error('The packets have no sizes of their own.');
  return Uint32Array.from({ length: count }, (_, packet) => table.readUInt32BE(at(packet)));
}

function startsOf(table: Buffer, packets: number, shift: number): Float64Array {
  const { count, at } = rows(table, 8, 8);
  const starts = new Float64Array(packets + 1);
  let packet = 0;
  let ticks = 0;
  for (let row = 0; row < count; row++) {
    const alike = table.readUInt32BE(at(row));
    const each = table.readUInt32BE(at(row) + 4);
    if (alike > packets - packet) throw new Error('There are more times than packets.');
    for (let next = packet + alike; packet < next; packet++) {
      starts[packet] = ticks - shift;
      ticks += each;
    }
  }
  if (packet !== packets || ticks > mostTicks) throw new Error('The times do not fit the packets.');
  starts[packets] = ticks - shift;
  return starts;
}

/** @throws unless each packet stands in the file, behind the one before */
function offsetsOf(table: Buffer, sizes: Uint32Array, fileBytes: number): Float64Array {
  const runs = runsOf(contentOf(table, 'stsc'));
  const [long] = contentsOf(table, 'co64');
  const places = long ?? contentOf(table, 'stco');
  const { count, at } = rows(places, 8, long === undefined ? 4 : 8);
  const offsets = new Float64Array(sizes.length);
  let packet = 0;
  let end = 0;
  for (let chunk = 0; chunk < count && packet < sizes.length; chunk++) {
    let place =
      long === undefined ? places.readUInt32BE(at(chunk)) : Number(places.readBigUInt64BE(at(chunk)));
    if (place < end) throw new Error('The sound does not stand in order.');
    const next = Math.min(sizes.length, packet + runs(chunk));
    for (; packet < next; packet++) {
      offsets[packet] = place;
      place += sizes[packet] ?? 0;
    }
    end = place;
  }
  if (packet < sizes.length || end > fileBytes) throw new Error('The sound is cut off.');
  return offsets;
}

/** @returns how many packets a chunk holds; chunks are to be asked for in order */
function runsOf(table: Buffer): (chunk: number) => number {
  const { count, at } = rows(table, 8, 12);
  let run = 0;
  const firstOf = (row: number) => table.readUInt32BE(at(row)) - 1;
  for (let row = 0; row < count; row++) {
    const isInOrder = row === 0 ? firstOf(row) === 0 : firstOf(row) > firstOf(row - 1);
    if (!isInOrder || table.readUInt32BE(at(row) + 8) !== 1) throw new Error('The chunks are not plain.');
  }
  return (chunk) => {
    if (run + 1 < count && firstOf(run + 1) <= chunk) run += 1;
    return table.readUInt32BE(at(run) + 4);
  };
}
