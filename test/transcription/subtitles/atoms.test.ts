import { type Atom, atomsOf } from '../../../transcription/subtitles/atoms';
import type { SpokenWord } from '../../../transcription/subtitles/spokenWord';
import type { TimedWord } from '../../../transcription/words/timedWords';
import { say } from './speech';

/** As text, with a `|` where a line may break without a space. */
function written(atoms: readonly Atom[]): string {
  return atoms.map(({ text, spaced }, index) => `${index === 0 ? '' : spaced ? ' ' : '|'}${text}`).join('');
}

const times = (atoms: readonly Atom[]) => atoms.map(({ text, startMs, endMs }) => [text, startMs, endMs]);

test('each word is one atom, with its timestamps and its columns', () => {
  expect(atomsOf(say('Hello, мир', { at: 1, each: 0.25, speaker: 'a' }), 42)).toMatchObject([
    { text: 'Hello,', columns: 6, spaced: true, startMs: 1000, endMs: 1250, speaker: 'a', isLabel: false },
    { text: 'мир', columns: 3, spaced: true, startMs: 1250, endMs: 1500, speaker: 'a', isLabel: false },
  ]);
});

test('parts of one written word stay together, and last as long as all of them', () => {
  expect(times(atomsOf(say("don|'t go", { each: 0.5 }), 42))).toEqual([
    ["don't", 0, 1000],
    ['go', 1000, 1500],
  ]);
});

test('in a script without spaces, a line may end between words, however the recording was cut', () => {
  expect(written(atomsOf(say('今|日|は|東|京|へ'), 42))).toBe('今日|は|東京|へ');
});

test("an atom that starts inside a word starts after the word's first part", () => {
  expect(times(atomsOf(say('東京大|阪', { each: 0.9 }), 42))).toEqual([
    ['東京', 0, 600],
    ['大阪', 600, 1800],
  ]);
});

test('a word longer than a line is cut, and its time divided by letters', () => {
  expect(times(atomsOf(say('abcdefghij', { each: 1 }), 4))).toEqual([
    ['abcd', 0, 400],
    ['efgh', 400, 800],
    ['ij', 800, 1000],
  ]);
});

test('a word with a space in it becomes two', () => {
  const words: TimedWord[] = [{ text: 'New\r\n York ', start: 0, end: 0.8 }];
  expect(written(atomsOf(words, 42))).toBe('New York');
});

test('a no-break space keeps words together', () => {
  const words: TimedWord[] = [{ text: '20\u00a0km', start: 0, end: 0.5 }, ...say('far', { at: 0.5 })];
  expect(written(atomsOf(words, 42))).toBe('20\u00a0km far');
});

test.each(['', ' ', '\n'])('a word that is only %j is ignored', (text) => {
  expect(atomsOf([...say('one'), { text, start: 1, end: 2 }, ...say('two', { at: 2 })], 42)).toHaveLength(2);
});

test('marks that are separate words stay with what they close or open', () => {
  expect(written(atomsOf(say('「|東京|。|」|大阪|（|東京|）|。'), 42))).toBe('「東京。」|大阪|（東京）。');
});

test('a mark that ends a sentence stays with it, and so does what follows the mark', () => {
  const longSentence = '東京'.repeat(150).split('').join('|');
  const atoms = atomsOf(say(`${longSentence}|。|」|大阪`), 42);
  expect(atoms.filter(({ text }) => /^[。」]/.test(text))).toEqual([]);
});

test.each([
  ['a combining mark', 'e', '\u0301'],
  ['a skin colour', '👍', '🏽'],
  ['a joiner', '👩', '\u200d🚀'],
  ['a selector', '❤', '\ufe0f'],
])('%s stays with its character, even after the longest run', (_what, character, mark) => {
  const before = Array.from({ length: 199 }, () => '東').join('|');
  const [last] = atomsOf(say(`${before}|${character}|${mark}`), 42).slice(-1);
  expect(last?.text).toBe(character + mark);
});

test('a joined word of another speaker is separate', () => {
  const words = [...say('今', { speaker: 'a' }), ...say('日|本|だ', { at: 1, speaker: 'b' })];
  const joined = words.map((word, index): TimedWord => (index > 0 ? { ...word, joined: true } : word));
  expect(atomsOf(joined, 42).map(({ speaker }) => speaker)).toEqual(['a', 'b', 'b']);
});

test('negative timestamps become 0', () => {
  expect(times(atomsOf([{ text: 'Hi', start: -1, end: -0.5 }], 42))).toEqual([['Hi', 0, 0]]);
});

test('within a segment without timestamps of words, only the start of the first atom is known', () => {
  const words = say('東京へ go', { each: 1 });
  const estimated = (spoken: readonly SpokenWord[]) =>
    atomsOf(spoken, 42).map(({ text, isEstimated }) => [text, isEstimated]);
  const ofSegment = words.map((word, index) => ({ ...word, isEstimated: index > 0 }));
  expect(estimated(words)).toEqual([
    ['東京', false],
    ['へ', false],
    ['go', false],
  ]);
  expect(estimated(ofSegment)).toEqual([
    ['東京', false],
    ['へ', true],
    ['go', true],
  ]);
});
