import type { AudioFile } from '../audio/audio';
import { containerFor, type Container } from './containers';
import type { CopiedSound } from './excerpt';
import { cutsOf, type PartLimits, type ReceiverLimits } from './cuts';
import { KeptRanges } from './keptRanges';
import { mp3Parts } from './mp3Parts';
import { mp4Parts } from './mp4Parts';
import { indexOf } from './packetIndex';
import { type OpenableRecording, partOf, type PreparedPart } from './part';
import { movedToPauses } from './pauses';
import { type Recording, withRecording } from './recording';
import { tooLarge, unsupportedSound } from './refusals';

/** Containers may cost more than was reckoned with. Each attempt reads the recording. */
const mostAttempts = 4;

/**
 * A recording's sound in the form its receiver takes: in a container that it takes, and in as many parts as it needs.
 * Nothing is decoded, and nothing is held: the parts are written while they are sent.
 *
 * @throws TranscriptionError (`invalidInput`) for sound that can't be helped; whatever reading the file throws
 */
export async function prepareRecording(file: AudioFile, limits: ReceiverLimits): Promise<PreparedPart[]> {
  return (
    (await mp3Parts(file, limits)) ?? (await mp4Parts(file, limits)) ?? (await copiedParts(file, limits))
  );
}

async function copiedParts(file: AudioFile, limits: ReceiverLimits): Promise<PreparedPart[]> {
  const header = new KeptRanges();
  const prepare = async (sound: Recording): Promise<PreparedPart[]> => {
    const { copied, container } = copiedSound(sound, file, limits);
    await readHeader(sound);
    header.end();
    const index = await indexOf(copied);
    let leastParts = 1;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const wanted = cutsOf(index, limits, leastParts);
      if (wanted === undefined) throw tooLarge(file.fileName, limits.receiver);
      copied.allowAnotherReading();
      const cuts = await movedToPauses(copied, wanted);
      const parts = await partsBetween({ file, header }, copied, container, cuts, {
        ...limits,
        overlapSeconds: wanted.overlapSeconds,
      });
      if (parts !== undefined) return parts;
      leastParts = Math.ceil((wanted.places.length + 1) * 1.5) + 1;
    }
    throw tooLarge(file.fileName, limits.receiver);
  };
  return await withRecording(file, prepare, header);
}

/** Reads all that stands before the sound, or has to be known before it. */
async function readHeader({ packets, track }: Recording): Promise<void> {
  await packets.getFirstPacket({ metadataOnly: true });
  await track.getDecoderConfig();
}

function copiedSound(
  sound: Recording,
  { fileName }: AudioFile,
  { formats, receiver }: ReceiverLimits,
): { copied: CopiedSound; container: Container } {
  const { codec } = sound;
  const container = codec && containerFor(codec, formats);
  if (codec === undefined || container === undefined) {
    throw unsupportedSound(fileName, sound.soundLabel, receiver);
  }
  return { copied: { ...sound, codec }, container };
}

/** @returns undefined if a part has become too large: containers cost more than was reckoned with */
async function partsBetween(
  recording: OpenableRecording,
  sound: CopiedSound,
  container: Container,
  cuts: readonly number[],
  { maxBytes, overlapSeconds }: PartLimits,
): Promise<PreparedPart[] | undefined> {
  const parts: PreparedPart[] = [];
  for (let part = 0; part <= cuts.length; part++) {
    const from = cuts[part - 1];
    const to = cuts[part];
    sound.allowAnotherReading();
    const made = await partOf(recording, sound, container, {
      fromSeconds: from && from - overlapSeconds / 2,
      toSeconds: to && to + overlapSeconds / 2,
    });
    if (made.file.sizeBytes > maxBytes) return undefined;
    parts.push(made);
  }
  return parts;
}
