import { neededParts } from '../../../../nodes/shared/output/neededParts';
import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { conversation } from './transcripts';

const kept = (collection: Record<string, unknown>) => {
  const { words, raw, ...rest } = conversation;
  const {
    words: keptWords,
    raw: keptRaw,
    ...others
  } = neededParts(conversation, readOutputOptions(collection));
  expect(others).toEqual(rest);
  expect([words, undefined]).toContain(keptWords);
  expect([raw, undefined]).toContain(keptRaw);
  return { words: keptWords !== undefined, raw: keptRaw !== undefined };
};

test.each([
  [{}, false],
  [{ files: ['txt'], compactText: true, simplify: false }, false],
  [{ includeWords: true }, true],
  [{ files: ['srt'] }, true],
  [{ inlineSubtitles: ['vtt'] }, true],
  [{ showAudioEvents: true }, true],
])('with %j the words are kept: %s', (collection, words) => {
  expect(kept(collection)).toEqual({ words, raw: false });
});

test('the raw answer is kept if the item shows it', () => {
  expect(kept({ includeRaw: true })).toEqual({ words: false, raw: true });
});

test('the transcript itself is not changed', () => {
  const before = structuredClone(conversation);
  neededParts(conversation, readOutputOptions({}));
  expect(conversation).toEqual(before);
});
