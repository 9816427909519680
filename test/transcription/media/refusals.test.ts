import {
  encryptedSound,
  noSound,
  tooLarge,
  unreadable,
  UnreadableRecording,
  unsupportedSound,
} from '../../../transcription/media/refusals';

const name = 'Meeting.mov';
const refusals = [
  ['a video without sound', noSound(name, true), '"Meeting.mov" is a video without sound.'],
  ['a file without sound', noSound(name, false), '"Meeting.mov" holds no sound that can be read.'],
  [
    'an unknown sound',
    unsupportedSound(name, 'AMR', 'ElkAPI'),
    '"Meeting.mov" holds AMR sound, which ElkAPI does not take.',
  ],
  [
    'encrypted sound',
    encryptedSound(name),
    '"Meeting.mov" is encrypted (protected against copying), so its sound cannot be read.',
  ],
  [
    'a damaged file',
    unreadable(name, undefined),
    '"Meeting.mov" cannot be read as a recording: it is damaged, cut off, or in a format that is not supported.',
  ],
  [
    'too large a file',
    tooLarge(name, 'ElkAPI'),
    `"Meeting.mov" can't be cut into parts that are small enough for ElkAPI.`,
  ],
] as const;

test.each(refusals)(
  'of %s says what it is and what to do, and is not to be retried',
  (_what, error, message) => {
    expect(error.message).toBe(message);
    expect(error.description).toMatch(/^[A-Z].+\.$/);
    expect([error.code, error.retryable]).toEqual(['invalidInput', false]);
  },
);

test('a name that would break the message is put on one line', () => {
  expect(noSound('a\nb.mov', true).message).toBe('"a b.mov" is a video without sound.');
});

test('what cannot be read here keeps its cause, and can be told from what cannot be helped', () => {
  const cause = new Error('The box is cut off.');
  expect(unreadable(name, cause).cause).toBe(cause);
  expect(unreadable(name, cause)).toBeInstanceOf(UnreadableRecording);
  expect(encryptedSound(name)).not.toBeInstanceOf(UnreadableRecording);
});
