import { createHash } from 'node:crypto';
import type { EmulatorControl } from '../../../emulator/control';
import { fixtureBytes, fixtureNamed } from '../../../emulator/recordings/fixtures';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { bytesOf } from '../../support/bytesOf';

const { file: fileName, mediaType, durationSeconds, ...spoken } = fixtureNamed('english.wav');

/** A recording above the small limits of these tests. */
export const longRecording = { fileName, text: spoken.text };

/** The parts in which it goes out. */
export const places = [0, 1, 2] as const;
export type Place = (typeof places)[number];

/** What a service receives of it in one request. */
export interface KnownPart {
  sha256: string;
  bytes: Buffer;
  /** What is said in it. */
  text: string;
  words: typeof spoken.words;
  durationSeconds: number;
}

let cutOnce: Promise<KnownPart[]> | undefined;
/** The same bytes as the nodes make of it, once for all cases. */
export const knownParts = () => (cutOnce ??= cut());

async function cut(): Promise<KnownPart[]> {
  const bytes = fixtureBytes(fileName);
  const file = {
    kind: 'file' as const,
    fileName,
    mediaType,
    sizeBytes: bytes.length,
    open: () => [bytes],
  };
  const parts = await prepareRecording(file, elkapiUploadLimits());
  if (parts.length !== places.length) throw new Error(`${parts.length} parts instead of ${places.length}`);
  return await Promise.all(
    parts.map(async (part): Promise<KnownPart> => {
      const { startSeconds, endSeconds = durationSeconds } = part;
      const content = await bytesOf(part.file);
      // A word that is cut in two is heard in the neighbouring part.
      const words = spoken.words
        .filter(({ start, end }) => start >= startSeconds && end <= endSeconds)
        .map((word) => ({
          ...word,
          start: rounded(word.start - startSeconds),
          end: rounded(word.end - startSeconds),
        }));
      return {
        sha256: createHash('sha256').update(content).digest('hex'),
        bytes: content,
        text: words.map(({ text }) => text).join(' '),
        words,
        durationSeconds: rounded(endSeconds - startSeconds),
      };
    }),
  );
}

/** To the millisecond, as the services do. */
const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Lets both services hear the right words in each part. */
export async function teachParts(control: EmulatorControl): Promise<void> {
  for (const [index, { bytes, text, words, ...length }] of (await knownParts()).entries()) {
    const speech = { durationSeconds: length.durationSeconds, text, translation: text, words };
    await control.putFile(`part-${index + 1}.wav`, bytes, mediaType, { speech });
  }
}
