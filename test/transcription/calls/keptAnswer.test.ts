import { keptAnswer, mostKeptCharacters } from '../../../transcription/calls/keptAnswer';

test('an answer is kept unchanged', () => {
  const answer = '{"txt":\t"Hello.\r\n\u0000"}';
  expect(keptAnswer(answer)).toBe(answer);
  expect(keptAnswer('a'.repeat(mostKeptCharacters))).toHaveLength(mostKeptCharacters);
});

test('a long one is cut, and says so', () => {
  expect(keptAnswer('a'.repeat(63_000_000))).toBe(
    `${'a'.repeat(mostKeptCharacters)} […] (cut: 63000000 characters in all)`,
  );
});

test('no character is cut in two', () => {
  expect(keptAnswer(`${'a'.repeat(mostKeptCharacters - 1)}🎧`)).toMatch(/a \[…\] \(cut/);
});
