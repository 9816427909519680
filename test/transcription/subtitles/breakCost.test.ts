import { lineBreakCost } from '../../../transcription/subtitles/breakCost';
import type { SpokenWord } from '../../../transcription/subtitles/spokenWord';
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
  ['a title without a dot', 'prof.ssa Conti'],
  ['a first name', 'Angela Merkel'],
  ['a long preposition', 'between trees'],
  ['a sign', '§ 12'],
  ['a word before a number', 'chapter 12'],
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
  expect(costIn('ภาษา|ไทย')).toBe(usual);
});

test.each([
  ['a Japanese particle', '公園|は'],
  ['an ending of a Japanese verb', '電話|しました'],
  ['a polite particle of Thai', 'สวัสดี|ครับ'],
  ['a polite particle of Thai after a space', 'สมชาย ครับ'],
  ['half of what was counted', '1年|半'],
])('%s never begins a line if there is another place', (_what, text) => {
  const { atoms, costs } = laid(say(text));
  expect(atoms.length).toBeGreaterThan(1);
  expect(costs[0]).toBeGreaterThan(2 * usual);
});

test.each([
  ['a Chinese preposition', '我们|在|公园'],
  ['a Chinese adverb', '大家|已经|同意'],
  ['the first part of a compound verb', 'すべて|取り|替え|なければ'],
])('%s leads on to the next word', (_what, text) => {
  const { costs } = laid(say(text));
  expect(costs[1]).toBeGreaterThan(costs[0] ?? NaN);
});

test.each([
  ['a number', '2억 원'],
  ['a bound noun', '수 있습니다'],
  ['a verb before its auxiliary', '고치지 않고'],
])('in Korean, %s stays with what follows, if possible', (_what, text) => {
  expect(costIn(text)).toBeGreaterThan(costIn('예산 삭감'));
});

test('a Japanese line ends after a particle rather than between two nouns', () => {
  const { costs } = laid(say('会社|会議|は|明日'));
  expect(costs[2]).toBeLessThan(costs[0] ?? NaN);
});

test('a word with an honorific prefix begins a phrase', () => {
  const { atoms, costs } = laid(say('見本|を|PDF|で|お送りします'));
  const place = atoms.findIndex(({ text }) => text === 'で');
  expect(costs[place]).toBeLessThan(usual);
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

test('a hesitation makes it no better to end with an article than within a phrase', () => {
  const hesitant = laid([...say('the'), ...say('house', { at: 2 })]).costs[0] ?? NaN;
  expect(hesitant).toBeGreaterThan(usual);
});

test('a line ends before a function word rather than before another', () => {
  const { atoms } = laid(say('longer words with'));
  const [first, second] = atoms.map((atom, index) => lineBreakCost(atom, atoms[index + 1]));
  expect(second).toBeLessThan(first ?? 0);
});
