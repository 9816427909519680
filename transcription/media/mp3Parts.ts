import type { AudioFile } from '../audio/audio';
import { canonicalFileName, mediaTypeOf } from '../audio/audioFormat';
import { kindOf } from '../audio/checkAudio';
import { mpegFrame } from '../audio/mpegFrames';
import { byteRange } from './byteRange';
import { cutsOf, type ReceiverLimits } from './cuts';
import { FileChanged } from './fileChanged';
import { type Mp3Frames, mp3Frames } from './mp3Frames';
import { infoFrame } from './mp3Info';
import { indexOfTable, type PacketRange, type PacketTable, tableCuts } from './packetTable';
import type { PreparedPart } from './part';
import { tooLarge, unreadable } from './refusals';

/** Frames may refer to bytes of the frames before them (the bit reservoir), and overlap with the last of these. */
const reservoirBytes = 511;
const leastFramesBefore = 2;

/**
 * The parts of an MP3 file. Its frames follow one another and need no container, so a part is a range of its bytes, and
 * the file is read once to find them. Seconds are those of players, which drop the declared delay of the encoder.
 *
 * @returns undefined for other files, damaged ones, and receivers that don't take MP3
 * @throws TranscriptionError (`invalidInput`) if no part can be small enough; whatever reading the file throws
 */
export async function mp3Parts(file: AudioFile, limits: ReceiverLimits): Promise<PreparedPart[] | undefined> {
  if (kindOf(file) !== 'mp3' || !limits.formats.includes('mp3')) return undefined;
  const frames = await mp3Frames(file);
  if (frames === undefined) return undefined;
  const table = tableOf(frames);
  const endSeconds = endOf(frames, { first: 0, end: frames.count });
  const wanted = cutsOf({ ...indexOfTable(table), startSeconds: 0, endSeconds }, limits);
  if (wanted === undefined) throw tooLarge(file.fileName, limits.receiver);
  const cuts = tableCuts(table, wanted);
  const shared = wanted.overlapSeconds / 2;
  const parts = [...cuts, undefined].map((to, part) => {
    const from = cuts[part - 1];
    return partOf(file, frames, {
      first: from === undefined ? 0 : withReservoir(frames, frameAt(frames, from - shared)),
      end: to === undefined ? frames.count : Math.min(frames.count, frameAt(frames, to + shared) + 1),
    });
  });
  return parts.some((part) => part.file.sizeBytes > limits.maxBytes) ? undefined : parts;
}

function tableOf(frames: Mp3Frames): PacketTable {
  return {
    count: frames.count,
    secondsAt: (frame) => secondsAt(frames, frame),
    bytesOf: (frame) => frames.steps[frame] ?? 0,
    loudnessOf: (frame) => frames.gains[frame] ?? 0,
  };
}

const delayOf = ({ info }: Mp3Frames): number => info?.delaySamples ?? 0;

function secondsAt(frames: Mp3Frames, frame: number): number {
  return (frame * frames.form.samples - delayOf(frames)) / frames.form.hertz;
}

/** The frame that holds a second. */
function frameAt(frames: Mp3Frames, seconds: number): number {
  return Math.max(0, Math.floor((seconds * frames.form.hertz + delayOf(frames)) / frames.form.samples));
}

function withReservoir({ steps }: Mp3Frames, frame: number): number {
  let first = frame;
  let bytes = 0;
  while (first > 0 && (bytes < reservoirBytes || frame - first < leastFramesBefore)) {
    first -= 1;
    bytes += steps[first] ?? 0;
  }
  return first;
}

function bytesBefore({ firstByte, steps }: Mp3Frames, frame: number): number {
  let bytes = firstByte;
  for (let before = 0; before < frame; before++) bytes += steps[before] ?? 0;
  return bytes;
}

/** Only the frame with facts that a file begins with makes players drop something. */
function endOf(frames: Mp3Frames, { first, end }: PacketRange): number {
  const { count, info, form } = frames;
  const drops = first === 0 && end === count && info?.frames === count;
  return secondsAt(frames, end) - (drops ? info.paddingSamples / form.hertz : 0);
}

function partOf(recording: AudioFile, frames: Mp3Frames, range: PacketRange): PreparedPart {
  const { first, end } = range;
  const { count, info, form } = frames;
  const start = bytesBefore(frames, first);
  const last = bytesBefore(frames, end - 1);
  const endByte = last + (frames.steps[end - 1] ?? 0);
  const front =
    info === undefined || first > 0
      ? new Uint8Array()
      : infoFrame(info, {
          frames: end,
          bytes: endByte - start,
          keepsPadding: end === count && info.frames === count,
        });
  return {
    startSeconds: Math.max(0, secondsAt(frames, first)),
    endSeconds: endOf(frames, range),
    file: {
      kind: 'file',
      fileName: canonicalFileName(recording.fileName, 'mp3'),
      mediaType: mediaTypeOf('mp3'),
      sizeBytes: front.length + endByte - start,
      open: () => bytesOf(recording, front, { start, last, end: endByte }, form.stream),
    },
  };
}

async function* bytesOf(
  recording: AudioFile,
  front: Uint8Array,
  { start, last, end }: { start: number; last: number; end: number },
  stream: string,
): AsyncGenerator<Uint8Array> {
  if (front.length > 0) yield front;
  let position = start;
  // The last frame is held back until it is certain that it is one: the file may have been exchanged, and a receiver
  // that has all bytes takes the upload for complete.
  const held: Uint8Array[] = [];
  for await (const chunk of byteRange(recording, start, end)) {
    const before = chunk.subarray(0, Math.max(0, last - position));
    if (before.length > 0) yield before;
    if (before.length < chunk.length) held.push(new Uint8Array(chunk.subarray(before.length)));
    position += chunk.length;
  }
  const frame = Buffer.concat(held);
  if (position !== end || mpegFrame(frame, 0)?.stream !== stream) {
    throw unreadable(recording.fileName, new FileChanged());
  }
  yield frame;
}
