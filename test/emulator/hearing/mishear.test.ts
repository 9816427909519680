import { mishear } from '../../../emulator/hearing/mishear';
import { vocabulary } from '../../../emulator/hearing/vocabulary';
import { toneSpeech } from '../../support/toneSpeech/toneSpeech';

const recordings = Array.from({ length: 40 }, (_, seed) => {
  const { words, seconds } = toneSpeech({ seed, seconds: 10 });
  return { words, seconds, noiseSeconds: 0 };
});

test('only words within a second of either end are misheard, missed or misplaced', () => {
  for (const heard of recordings) {
    const certain = heard.words.filter(({ start, end }) => start > 1 && end < heard.seconds - 1);
    expect(mishear(heard).words).toEqual(expect.arrayContaining(certain));
  }
  const before = recordings.flatMap(({ words }) => words);
  const after = recordings.flatMap((heard) => mishear(heard).words);
  expect(after.length).toBeLessThan(before.length);
  expect(after.some(({ text }) => !vocabulary.includes(text))).toBe(true);
});

test('misheard words are still in order and inside the recording', () => {
  for (const heard of recordings) {
    const { words } = mishear(heard);
    words.forEach(({ start, end }, index) => {
      expect(start).toBeGreaterThanOrEqual(words[index - 1]?.end ?? 0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(heard.seconds);
    });
  }
});

test('the same recording is always misheard in the same way', () => {
  for (const heard of recordings) expect(mishear(heard)).toEqual(mishear(heard));
});
