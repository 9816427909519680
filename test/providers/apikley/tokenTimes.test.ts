import { inOrder } from '../../../providers/apikley/tokenTimes';
import type { ScribeWord } from '../../../providers/apikley/wire';

const token = (text: string, start: number | undefined, type = 'word'): ScribeWord => ({
  text,
  type,
  start,
  end: start === undefined ? undefined : start + 1,
  speaker: undefined,
});
const space = (start?: number) => token(' ', start, 'spacing');
const spelt = (tokens: ScribeWord[]) =>
  inOrder(tokens)
    .map(({ text }) => text)
    .join('');

test('words in disorder are sorted by their timestamps, each with the spacing after it', () => {
  expect(
    spelt([token('b', 2), space(3), token('a', 1), token('(c)', 4, 'audio_event'), space(), token('d', 3)]),
  ).toBe('ab d(c) ');
});

test('words that begin together stay in order', () => {
  expect(spelt([token('x', 5), token('b', 2), token('a', 2), token('c', 2)])).toBe('bacx');
});

test.each([
  ['of which one has no time', [token('b', 5), token('?', undefined), token('a', 1)], 'b?a'],
  ['without times', [token('b', undefined), token('a', undefined)], 'ba'],
  ['that differ by rounding only', [token('b', 1.04), token('a', 1)], 'ba'],
  ['in order', [token('a', 1), space(9), token('b', 2), space(0), token('c', 3)], 'a b c'],
])('words %s stay where they are', (_what, tokens, text) => {
  expect(spelt(tokens)).toBe(text);
});
