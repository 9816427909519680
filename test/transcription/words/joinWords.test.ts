import { joinWords } from '../../../transcription/words/joinWords';

test('words stand apart by a space, and joined ones by none', () => {
  expect(joinWords([{ text: 'don’' }, { text: 't', joined: true }, { text: 'go!' }])).toBe('don’t go!');
});

test('no space stands before the first word', () => {
  expect(joinWords([{ text: '你' }, { text: '好', joined: true }])).toBe('你好');
  expect(joinWords([{ text: '好', joined: true }])).toBe('好');
});

test('no words are no text', () => {
  expect(joinWords([])).toBe('');
});
