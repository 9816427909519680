import type { AudioFile } from '../../../transcription/audio/audio';
import type { ContentKind } from '../../../transcription/audio/contentKinds';
import { fitOf } from '../../../transcription/audio/taken';
import { audioFile } from '../../support/audio';

const limits = {
  formats: ['mp3', 'wav'] as const,
  maxBytes: 1_000,
  maxSeconds: 60,
  overlapSeconds: 8,
  receiver: 'anyone',
  whenTooLarge: 'Split it.',
};
const file = (kind: ContentKind, bytes = 1_000): AudioFile => ({
  ...audioFile('a', '', Buffer.alloc(bytes)),
  content: { kind },
});

test.each<[string, AudioFile, number | undefined, ReturnType<typeof fitOf>]>([
  ['what is taken', file('mp3'), 60, 'nothing'],
  ['what is taken, of unknown length', file('mp3'), undefined, 'nothing'],
  ['what is too large', file('mp3', 1_001), 1, 'prepared'],
  ['what is too long', file('mp3'), 60.1, 'prepared'],
  ['another format', file('flac'), 1, 'prepared'],
  ['a video in no list', file('mov'), 1, 'prepared'],
  ['a document', file('html'), undefined, 'nothing'],
  ['an empty file', file('flac', 0), undefined, 'nothing'],
])('%s', (_, given, seconds, fit) => {
  expect(fitOf(given, limits, seconds)).toBe(fit);
});
