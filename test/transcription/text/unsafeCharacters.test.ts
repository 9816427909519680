import { inOneLine, unsafeCharacters } from '../../../transcription/text/unsafeCharacters';

test.each([
  ['line ends', 'a\r\nb\u2028c', 'a b c'],
  ['cursor movements', 'a\u001b[2J', 'a [2J'],
  ['reversed writing', 'a\u202eb', 'a b'],
  ['unpaired surrogates', 'a\ud800b', 'a b'],
])('%s are unsafe', (_what, text, safe) => {
  expect(text.replace(unsafeCharacters, ' ')).toBe(safe);
});

test('joiners of scripts and emoji are safe', () => {
  expect(inOneLine('نامه‌ها 👨‍👩‍👧')).toBe('نامه‌ها 👨‍👩‍👧');
});

test('one line has single blanks, and none around it', () => {
  expect(inOneLine('  a \n\n b\t')).toBe('a b');
});
