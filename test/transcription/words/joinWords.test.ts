import { joinWords } from '../../../transcription/words/joinWords';

test('words are separated by a space, and joined ones are not', () => {
  expect(joinWords([{ text: 'don’' }, { text: 't', joined: true }, { text: 'go!' }])).toBe('don’t go!');
});

test('no space stands before the first word', () => {
  expect(joinWords([{ text: '你' }, { text: '好', joined: true }])).toBe('你好');
  expect(joinWords([{ text: '好', joined: true }])).toBe('好');
});

test('without words the text is empty', () => {
  expect(joinWords([])).toBe('');
});
