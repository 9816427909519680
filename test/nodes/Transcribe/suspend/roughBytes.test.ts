import { roughBytes } from '../../../../nodes/Transcribe/suspend/roughBytes';

test('a text counts two bytes per character, anything else about what V8 uses', () => {
  expect(roughBytes('ab')).toBe(4);
  expect(roughBytes(7)).toBe(24);
  expect(roughBytes(undefined)).toBe(24);
  expect(roughBytes({ text: 'ab', words: [{ start: 1 }, null] })).toBe(24 + 4 + 24 + 24 + 24 + 24);
});

test('data nested deeper than the stack is counted all the same', () => {
  let nested: unknown = 'a';
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  expect(roughBytes(nested)).toBe(2 + 100_000 * 24);
});
