import type { AudioFile } from '../audio/audio';
import { FileChanged } from './fileChanged';
import { ForwardReader } from './forwardReader';
import type { KeptRanges } from './keptRanges';
import { boxAt } from './mp4Boxes';
import { type AacSound, aacSound } from './mp4Sound';
import type { PacketRange } from './packetTable';

/** A file of today's recorders has less than ten boxes beside each other. */
const mostBoxes = 100;
const longHeaderBytes = 16;

/**
 * @param header what later readers compare their bytes with
 * @returns undefined unless the file is plain MP4 or QuickTime with one AAC track
 * @throws whatever reading the file throws
 */
export async function soundIn(file: AudioFile, header: KeptRanges): Promise<AacSound | undefined> {
  const reader = new ForwardReader(file, header, false);
  try {
    const movie = await movieIn(reader, file.sizeBytes);
    return movie && aacSound(movie, file.sizeBytes);
  } catch {
    const { failure } = reader;
    // Whatever else went wrong is a file that the library may understand.
    if (failure === undefined) return undefined;
    const cause: unknown = failure;
    throw cause;
  } finally {
    await reader.close();
    header.end();
  }
}

/** What is in the box "moov", which may stand behind a gigabyte. */
async function movieIn(reader: ForwardReader, fileBytes: number): Promise<Buffer | undefined> {
  const read = async (start: number, end: number) =>
    Buffer.concat(await reader.read(start, end)).subarray(0, end - start);
  let at = 0;
  for (let box = 0; box < mostBoxes && at < fileBytes; box++) {
    const { type, sizeBytes, headerBytes } = boxAt(await read(at, at + longHeaderBytes), 0);
    if (type === 'moov') return await read(at + headerBytes, at + sizeBytes);
    at += sizeBytes;
  }
  return undefined;
}

/** A stretch of a file's bytes. */
interface Run {
  start: number;
  end: number;
}

/**
 * Reads packets out of the file, in order.
 *
 * @throws FileChanged if the file has another header now, or ends early; whatever reading it throws
 */
export async function* packetsOfFile(
  file: AudioFile,
  header: KeptRanges,
  sound: AacSound,
  range: PacketRange,
): AsyncGenerator<Uint8Array[]> {
  const runs = runsOf(sound, range);
  let run = next(runs);
  let position = (file.openAt && run?.start) ?? 0;
  for await (const chunk of file.openAt?.(position) ?? file.open()) {
    if (header.contradicts(position, chunk)) throw new FileChanged();
    const end = position + chunk.length;
    const pieces: Uint8Array[] = [];
    while (run !== undefined && run.start < end) {
      pieces.push(chunk.subarray(Math.max(0, run.start - position), run.end - position));
      if (run.end > end) break;
      run = next(runs);
    }
    if (pieces.length > 0) yield pieces;
    if (run === undefined) return;
    position = end;
  }
  throw new FileChanged();
}

/** Packets that follow one another are one run. */
function* runsOf({ offsets, sizes }: AacSound, range: PacketRange): Generator<Run, undefined> {
  const startOf = (packet: number) => offsets[packet] ?? 0;
  const endOf = (packet: number) => startOf(packet) + (sizes[packet] ?? 0);
  let start = startOf(range.first);
  for (let packet = range.first; packet < range.end; packet++) {
    const isLast = packet + 1 === range.end;
    if (!isLast && startOf(packet + 1) === endOf(packet)) continue;
    yield { start, end: endOf(packet) };
    if (!isLast) start = startOf(packet + 1);
  }
}

const next = (runs: Generator<Run, undefined>): Run | undefined => runs.next().value;
