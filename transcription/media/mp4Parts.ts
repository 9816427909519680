import type { AudioFile } from '../audio/audio';
import { canonicalFileName, mediaTypeOf } from '../audio/audioFormat';
import { kindOf } from '../audio/checkAudio';
import { containerFor } from './containers';
import { cutsOf, type ReceiverLimits } from './cuts';
import { FileChanged } from './fileChanged';
import { inBlocks } from './inBlocks';
import { KeptRanges } from './keptRanges';
import { bytesOf, m4aHeaders } from './m4aHeaders';
import { packetsOfFile, soundIn } from './mp4File';
import type { AacSound } from './mp4Sound';
import { indexOfTable, packetAt, type PacketRange, type PacketTable, tableCuts } from './packetTable';
import type { PreparedPart } from './part';
import { tooLarge, unreadable } from './refusals';

const kinds: ReadonlySet<string | undefined> = new Set(['m4a', 'mp4', 'mov', '3gp']);

/**
 * The parts of an MP4 or QuickTime file with one AAC track: M4A files that are headers and, behind them, ranges of the
 * file's bytes. The library would do the same with many times the memory.
 *
 * @returns undefined for other files, those that are anything but plain, and receivers that don't take M4A
 * @throws TranscriptionError (`invalidInput`) if no part can be small enough; whatever reading the file throws
 */
export async function mp4Parts(file: AudioFile, limits: ReceiverLimits): Promise<PreparedPart[] | undefined> {
  if (!kinds.has(kindOf(file)) || containerFor('aac', limits.formats) !== 'm4a') return undefined;
  const header = new KeptRanges();
  const sound = await soundIn(file, header);
  if (sound === undefined) return undefined;
  const table = tableOf(sound);
  const wanted = cutsOf(indexOfTable(table), limits);
  if (wanted === undefined) throw tooLarge(file.fileName, limits.receiver);
  const cuts = tableCuts(table, wanted);
  const shared = wanted.overlapSeconds / 2;
  const parts: PreparedPart[] = [];
  for (const [part, to] of [...cuts, undefined].entries()) {
    const from = cuts[part - 1];
    const range = {
      first: from === undefined ? 0 : packetAt(table, from - shared),
      end: to === undefined ? table.count : packetAt(table, to + shared) + 1,
    };
    const soundBytes = bytesOf(sound, range);
    if (soundBytes > limits.maxBytes) return undefined;
    const sizeBytes = m4aHeaders(sound, range).length + soundBytes;
    if (sizeBytes > limits.maxBytes) return undefined;
    parts.push({
      startSeconds: table.secondsAt(range.first),
      endSeconds: table.secondsAt(range.end),
      file: {
        kind: 'file',
        fileName: canonicalFileName(file.fileName, 'm4a'),
        mediaType: mediaTypeOf('m4a'),
        sizeBytes,
        open: () => inBlocks(piecesOf(file, header, sound, range)),
      },
    });
  }
  return parts;
}

function tableOf({ sizes, starts, ticksPerSecond }: AacSound): PacketTable {
  const bytesOfPacket = (packet: number) => sizes[packet] ?? 0;
  return {
    count: sizes.length,
    secondsAt: (packet) => (starts[packet] ?? 0) / ticksPerSecond,
    bytesOf: bytesOfPacket,
    // A quiet packet takes few bytes.
    loudnessOf: bytesOfPacket,
  };
}

async function* piecesOf(
  file: AudioFile,
  header: KeptRanges,
  sound: AacSound,
  range: PacketRange,
): AsyncGenerator<Uint8Array[]> {
  yield [m4aHeaders(sound, range)];
  try {
    yield* packetsOfFile(file, header, sound, range);
  } catch (error) {
    throw error instanceof FileChanged ? unreadable(file.fileName, error) : error;
  }
}
