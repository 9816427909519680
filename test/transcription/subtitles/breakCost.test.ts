import type { SpokenWord } from '../../../transcription/subtitles/spoken';
import { laid, say } from './speech';

/** The cost of a break after the first word. */
function costIn(text: string): number {
  return laid(say(text)).costs[0] ?? NaN;
}

const usual = costIn('longer words');

test('a break at the end of a sentence costs nothing', () => {
  expect(costIn('Yes. No')).toBe(0);
  expect(costIn('はい。|いいえ')).toBe(0);
});

test('a break at the end of a clause costs less than within one, and more than at the end of a sentence', () => {
  expect(costIn('Yes, no')).toBeLessThan(usual);
  expect(costIn('Yes, no')).toBeGreaterThan(0);
});

test.each([
  ['an article', 'the house'],
  ['a preposition', 'до дома'],
  ['a number', '120 people'],
  ['a sum', '$1,250 again'],
  ['a title', 'Dr. Patel'],
  ['a title in a script without capitals', 'د. سامي'],
  ['a title in Thai', 'ดร. สมชาย'],
])('%s stays with what follows, if possible', (_what, text) => {
  expect(costIn(text)).toBeGreaterThan(usual);
});

test.each([
  ['an ending', '食べ|ました'],
  ['a particle', '公園|は'],
  ['a Chinese particle', '旅行社|的'],
  ['a Thai mark of repetition, though a space stands before it', 'เด็ก ๆ'],
])('%s stays with what it follows, if possible', (_what, text) => {
  const { atoms, costs } = laid(say(text));
  expect(atoms.length).toBeGreaterThan(1);
  for (const index of atoms.slice(1).keys()) expect(costs[index]).toBeGreaterThan(usual);
});

test('in Thai a space is a good place for a break, and the middle of a phrase is not', () => {
  expect(costIn('ครับ สวัสดี')).toBeLessThan(usual);
  expect(costIn('สวัสดี|ครับ')).toBe(usual);
});

test('a place where the provider separated two segments is a good one for a break', () => {
  const words = say('longer words').map((word): SpokenWord => ({ ...word, endsSegment: true }));
  expect(laid(words).costs[0]).toBeLessThan(usual);
});

test('a break costs less the longer the silence is, up to half a second', () => {
  const afterSilence = (seconds: number) =>
    laid([...say('longer'), ...say('words', { at: 0.3 + seconds })]).costs[0] ?? NaN;
  expect(afterSilence(0.25)).toBeLessThan(usual);
  expect(afterSilence(0.5)).toBeLessThan(afterSilence(0.25));
  expect(afterSilence(1)).toBe(afterSilence(0.5));
});
