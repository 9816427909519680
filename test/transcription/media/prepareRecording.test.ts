import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile, fixtureFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';
import { noiseWav } from '../../support/wav';

const limits = {
  formats: ['mp3', 'm4a', 'ogg', 'wav'] as const,
  receiver: 'ElkAPI',
  maxBytes: 25_000_000,
  overlapSeconds: 1,
};
const names = ['english.mp3', 'english.m4a', 'english.ogg', 'english.wav', 'english.webm'];

describe.each(names)('%s', (name) => {
  test.each([undefined, 3])(
    'in parts of %s s has the bytes that were announced, each time',
    async (maxSeconds) => {
      const parts = await prepareRecording(fixtureFile(name), { ...limits, maxSeconds });
      expect(parts.length > 1).toBe(maxSeconds !== undefined);
      for (const { file, startSeconds, endSeconds } of parts) {
        const [one, other] = [await bytesOf(file), await bytesOf(file)];
        expect(one).toHaveLength(file.sizeBytes);
        expect(one.equals(other)).toBe(true);
        const [again] = await prepareRecording(audioFile(file.fileName, '', one), limits);
        const lasts = (again?.endSeconds ?? 0) - (again?.startSeconds ?? 0);
        expect(Math.abs(lasts - (endSeconds - startSeconds))).toBeLessThan(0.05);
      }
    },
  );
});

test('the index of an MP4 file stands in front of its sound', async () => {
  const [part] = await prepareRecording(fixtureFile('english.m4a'), limits);
  const bytes = part && (await bytesOf(part.file));
  expect(bytes?.indexOf('moov')).toBeLessThan(bytes?.indexOf('mdat') ?? 0);
});

test('what is no recording is refused in plain words', async () => {
  const { code, message } = await failureOf(
    prepareRecording(audioFile('a.mp3', '', Buffer.alloc(999)), limits),
  );
  expect([code, message]).toEqual(['invalidInput', expect.stringMatching(/^"a.mp3" cannot be read/)]);
});

test('an error of reading the file is not taken for a fault of the recording', async () => {
  const gone = new Error('The disk is gone.');
  const file = {
    ...fixtureFile('english.mp3'),
    *open() {
      yield fixtureBytes('english.mp3').subarray(0, 9_000);
      throw gone;
    },
  };
  await expect(prepareRecording(file, limits)).rejects.toBe(gone);
});

/** A recording that is longer than what is read at a time. */
function longWave() {
  const bytes = noiseWav(30);
  let read = 0;
  let opened = 0;
  const content = { bytes };
  const file = {
    ...audioFile('long.wav', 'audio/wav', bytes),
    *open() {
      opened += 1;
      for (let at = 0; at < bytes.length; at += 4_096) {
        read += 4_096;
        yield content.bytes.subarray(at, at + 4_096);
      }
    },
  };
  return { file, content, counts: () => ({ opened, read }) };
}

test('parts whose packets are all of one size are laid out without reading their sound', async () => {
  const { file, counts } = longWave();
  await prepareRecording(file, limits);
  expect(counts().opened).toBe(1);
  expect(counts().read).toBeLessThan(file.sizeBytes / 2);
});

test('each part opens the recording once', async () => {
  const { file, counts } = longWave();
  const parts = await prepareRecording(file, { ...limits, maxSeconds: 12 });
  const { opened } = counts();
  for (const part of parts) await bytesOf(part.file);
  expect(counts().opened - opened).toBe(parts.length);
});

test('a recording that was exchanged after it was looked at is not sent to its end', async () => {
  const { file, content } = longWave();
  const [part] = await prepareRecording(file, limits);
  content.bytes = Buffer.alloc(file.sizeBytes, 1);
  let sent = 0;
  const sending = (async () => {
    for await (const chunk of part?.file.open() ?? []) sent += chunk.length;
  })();
  expect((await failureOf(sending)).message).toMatch(/cannot be read as a recording/);
  expect(sent).toBeLessThan(part?.file.sizeBytes ?? 0);
});
