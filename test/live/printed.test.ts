import { printedWithout } from '../../live/printed';

const printed = printedWithout('sk-0123456789abcdef');

test.each([
  ['line ends', 'Text: Hello\r\nBalance: 0', 'Text: Hello Balance: 0'],
  ['colours and cursor movements', 'Text: \u001b[2J\u001b[31mHello\u009b0m', 'Text:  [2J [31mHello 0m'],
  ['reversed writing', 'Text: \u202eolleH', 'Text:  olleH'],
  ['a bell', 'Text: \u0007', 'Text:  '],
  ['separators of lines', 'a\u2028b\u2029c', 'a b c'],
])('%s of a service do not reach the terminal', (_what, line, shown) => {
  expect(printed(line)).toBe(shown);
});

test('letters of any script stay as they are, and so do joined emoji', () => {
  const line = 'Text: Привет, 你好 — نامه‌ها 👨‍👩‍👧';
  expect(printed(line)).toBe(line);
});

test('the key is not printed, not even encoded', () => {
  const key = 'sk-0123456789abcdef';
  for (const repeated of [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')]) {
    expect(printed(`Text: ${repeated}.`)).toBe('Text: ***.');
  }
});
