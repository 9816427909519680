import { TranscriptionError } from '../../../transcription/errors';
import { withRecording } from '../../../transcription/media/recording';
import { UnreadableRecording } from '../../../transcription/media/refusals';
import { audioFile, fixtureFile } from '../../support/audio';
import { failureOf } from '../../support/failure';
import { noiseWav } from '../../support/wav';

test.each([
  ['english.mp3', 'mp3', false],
  ['english.m4a', 'aac', true],
  ['english.wav', 'pcm-s16', true],
  ['english.webm', 'opus', false],
])('of %s, the codec is known (%s), and whether its sizes are listed (%s)', async (name, codec, hasSizes) => {
  const file = fixtureFile(name);
  const found = await withRecording(file, (sound) => Promise.resolve(sound));
  expect(found).toMatchObject({ codec, hasSizes, fileBytes: file.sizeBytes });
});

/** A long recording that says whether it is open. */
function watched() {
  const bytes = noiseWav(60);
  const state = { isOpen: false };
  const file = {
    ...audioFile('noise.wav', '', bytes),
    *open() {
      state.isOpen = true;
      try {
        for (let at = 0; at < bytes.length; at += 4_096) yield bytes.subarray(at, at + 4_096);
      } finally {
        state.isOpen = false;
      }
    },
  };
  return { file, state };
}

test('a recording is open while it is used, and closed then', async () => {
  const { file, state } = watched();
  const wasOpen = await withRecording(file, () => Promise.resolve(state.isOpen));
  expect([wasOpen, state.isOpen]).toEqual([true, false]);
});

test.each([
  [
    'an error of the library becomes words about the recording',
    new Error('The box is odd.'),
    UnreadableRecording,
  ],
  [
    'words that are found already are kept',
    new TranscriptionError('It is odd.', { code: 'invalidInput' }),
    TranscriptionError,
  ],
])('%s, and the recording is closed', async (_what, thrown, Kind) => {
  const { file, state } = watched();
  const failure = await failureOf(withRecording(file, () => Promise.reject(thrown)));
  expect(failure.constructor).toBe(Kind);
  expect(failure === thrown || failure.cause === thrown).toBe(true);
  expect(state.isOpen).toBe(false);
});

test('a file that is no recording is refused', async () => {
  const opening = withRecording(audioFile('a.wav', '', Buffer.alloc(4_000)), () => Promise.resolve());
  expect((await failureOf(opening)).message).toMatch(/"a.wav" cannot be read as a recording/);
});
