import { oneLine, withoutStop } from '../../../transcription/text/oneLine';

test.each([
  ['line ends', 'No\r\nspeech\n\nfound', 'No speech found'],
  ['separators of lines and paragraphs', 'No\u2028speech\u2029found', 'No speech found'],
  ['control characters', '\u0000No\u001b[31m speech\u0085', 'No [31m speech'],
  ['reversed writing', 'No \u202ehceeps\u202c', 'No hceeps'],
  ['halves of characters', 'No speech \ud83c', 'No speech'],
  ['white space in a row', '  No \t  speech  ', 'No speech'],
])('%s do not break a line', (_what, text, line) => {
  expect(oneLine(text)).toBe(line);
});

test.each(['No speech.', 'Кто-то сказал: «Да»', '会议没有声音', 'نامه‌ها', 'family 👨‍👩‍👧'])(
  '%s stays as it is',
  (text) => {
    expect(oneLine(text)).toBe(text);
  },
);

test('an endless text is cut, and says so', () => {
  expect(oneLine('a'.repeat(300))).toBe('a'.repeat(300));
  expect(oneLine('a'.repeat(10_000_000))).toBe(`${'a'.repeat(300)} […]`);
});

test('a quoted sentence loses its full stop', () => {
  expect(withoutStop('No speech. ')).toBe('No speech');
  expect(withoutStop('...')).toBe('');
  expect(withoutStop(`${'.'.repeat(1_000_000)}x`)).toMatch(/^\.{300} \[…\]$/);
});
