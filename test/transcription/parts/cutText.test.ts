import { textCutter } from '../../../transcription/parts/cutText';

/** The text on both sides of a cut before a word. */
function sides(words: string, text: string, index: number): [string, string] | undefined {
  const cut = textCutter(
    words.split(' ').map((word) => ({ text: word })),
    text,
  )?.(index);
  return cut && [text.slice(0, cut.end), text.slice(cut.start)];
}

test.each<[string, string, number, [string, string]]>([
  ['one two three', 'One, two… Three!', 2, ['One, two…', 'Three!']],
  ['one two three', 'One (two) "three"', 1, ['One', '(two) "three"']],
  ['one two', 'One\n\ntwo', 1, ['One', 'two']],
  ['one two', 'One two', 0, ['', 'One two']],
  ['one two', 'One two', 2, ['One two', '']],
  ['今天 天气 很好', '今天天气，很好。', 2, ['今天天气，', '很好。']],
])('"%s" in "%s" is cut before word %i', (words, text, index, expected) => {
  expect(sides(words, text, index)).toEqual(expected);
});

test('a word that the text spells otherwise stays on its side', () => {
  expect(sides('we paid twenty dollars there', 'We paid $20 there', 2)).toEqual(['We paid', '$20 there']);
  expect(sides('we paid twenty dollars there', 'We paid $20 there', 4)).toEqual(['We paid $20', 'there']);
});

test('a text that says something else is not cut', () => {
  expect(sides('one two three', 'Uno due tre', 1)).toBeUndefined();
});
