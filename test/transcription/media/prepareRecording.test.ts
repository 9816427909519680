import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile, fixtureFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';

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
