import type { AudioFile } from '../../../transcription/audio/audio';
import { KeptRanges } from '../../../transcription/media/keptRanges';
import { partOf, type PreparedPart } from '../../../transcription/media/part';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';
import { withSound } from '../../support/openSound';
import { noiseWav } from '../../support/wav';

const noise = noiseWav(6);

/** A part of a recording whose bytes can be exchanged. */
async function prepared(): Promise<{ part: PreparedPart; content: { now: AudioFile } }> {
  const content = { now: audioFile('Dir/Grüße.wav', '', noise) };
  const file = { ...content.now, open: () => content.now.open() };
  const header = new KeptRanges();
  const part = await withSound(file, (sound) =>
    partOf({ file, header }, sound, 'wav', { fromSeconds: 1, toSeconds: 3 }),
  );
  return { part, content };
}

test('a part has the name and the type of its container, and its place in the recording', async () => {
  const { part } = await prepared();
  expect(part.file).toMatchObject({ kind: 'file', fileName: 'Gru-e.wav', mediaType: 'audio/wav' });
  // Packets of samples last an eighth of a second.
  expect(Math.abs(part.startSeconds - 1)).toBeLessThan(0.13);
  expect(Math.abs(part.endSeconds - 3)).toBeLessThan(0.13);
});

test('a part is written anew at each reading, with the bytes that were announced', async () => {
  const { part } = await prepared();
  const [one, other] = await Promise.all([bytesOf(part.file), bytesOf(part.file)]);
  expect(one).toHaveLength(part.file.sizeBytes);
  expect(one.equals(other)).toBe(true);
});

test('a recording that was exchanged is refused in plain words', async () => {
  const { part, content } = await prepared();
  content.now = audioFile('a.wav', '', Buffer.alloc(noise.length, 1));
  expect((await failureOf(bytesOf(part.file))).message).toMatch(/Grüße.wav" cannot be read as a recording/);
});

test('an error of reading is the error of the part, and its source is closed', async () => {
  const { part, content } = await prepared();
  const gone = new Error('The disk is gone.');
  let isClosed = false;
  content.now = {
    ...content.now,
    *open() {
      try {
        yield noise.subarray(0, 40_000);
        throw gone;
      } finally {
        isClosed = true;
      }
    },
  };
  await expect(bytesOf(part.file)).rejects.toBe(gone);
  expect(isClosed).toBe(true);
});
