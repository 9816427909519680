import { breakLines } from '../../../transcription/subtitles/breakLines';
import { columns } from '../../../transcription/text/graphemes';
import { laid, say } from './speech';

function linesOf(text: string, maxLineLength = 42): string[] {
  return breakLines(laid(say(text), maxLineLength).atoms, maxLineLength);
}

test('text that fits on one line stays on one', () => {
  expect(linesOf('It is quite a short sentence, all in all.')).toHaveLength(1);
  expect(linesOf('x'.repeat(42))).toEqual(['x'.repeat(42)]);
});

test('two lines have about the same length', () => {
  expect(linesOf('aaaaa bbbbb ccccc ddddd eeeee fffff', 30)).toEqual([
    'aaaaa bbbbb ccccc',
    'ddddd eeeee fffff',
  ]);
});

test('a line ends with a clause rather than in the middle of one', () => {
  expect(linesOf('When we came home, the lights were still on.')).toEqual([
    'When we came home,',
    'the lights were still on.',
  ]);
});

test('a line ends with a sentence rather than with a clause', () => {
  expect(linesOf('Yes, she did come. But we, too, were already there.')).toEqual([
    'Yes, she did come.',
    'But we, too, were already there.',
  ]);
});

test('an article stays with its noun', () => {
  expect(linesOf('Somebody had forgotten the umbrella over there')).toEqual([
    'Somebody had forgotten',
    'the umbrella over there',
  ]);
});

test('a line of full-width characters holds half as many', () => {
  const lines = linesOf('東|京|大|阪|東|京|大|阪|東|京|大|阪', 20);
  expect(lines).toEqual(['東京大阪東京', '大阪東京大阪']);
});

test('no space is added between joined words, nor at the ends of lines', () => {
  expect(linesOf('東京 大阪|東京 大阪', 10)).toEqual(['東京 大阪', '東京 大阪']);
});

test('there are as few lines as possible, however bad the places to break', () => {
  expect(linesOf('aaaa bbbb. cccc dddd eeee ffff', 14)).toEqual(['aaaa bbbb.', 'cccc dddd', 'eeee ffff']);
});

test('no line is longer than allowed, even if it would read better', () => {
  const lines = linesOf('Unbelievable, how well all of it went today', 26);
  expect(lines.map(columns).filter((width) => width > 26)).toEqual([]);
  expect(lines.join(' ')).toBe('Unbelievable, how well all of it went today');
});

test.each([
  ['a title and a name', 'They went there to meet Dr. Patel in the morning', 'Dr. Patel'],
  ['initials and a name', 'My favourite one is by J. K. Rowling of course', 'J. K. Rowling'],
  ['a first name and a surname', 'Somebody asked about Angela Merkel last night', 'Angela Merkel'],
  ['a number and its unit', 'It is quite a lot to carry 250 kilograms upstairs', '250 kilograms'],
  ['a sign and its number', 'It follows from what is said in § 12 of that law', '§ 12'],
])('%s stay on one line', (_what, text, together) => {
  const lines = linesOf(text, 28);
  expect(lines).toHaveLength(2);
  expect(lines.filter((line) => line.includes(together))).toHaveLength(1);
});

test.each([
  ['English', 'We have been waiting here without anybody', 'without'],
  ['German', 'Das Haus steht ganz allein zwischen Bäumen', 'zwischen'],
  ['French', 'Nous avons attendu ici depuis mercredi', 'depuis'],
  ['Spanish', 'Estuvimos esperando aquí hasta mediodía', 'hasta'],
  ['Russian', 'Мы долго ждали этого момента потому что надо', 'что'],
])('a line in %s does not end with a preposition or conjunction', (_language, text, word) => {
  for (let width = Math.ceil(text.length / 2) + 4; width < text.length; width++) {
    for (const line of linesOf(text, width).slice(0, -1)) expect(line).not.toMatch(new RegExp(`${word}$`));
  }
});

test('a pause does not change where a line ends', () => {
  const text = 'Somebody had forgotten the umbrella over there';
  const words = say(text);
  for (const late of words.keys()) {
    const paused = words.map((word, index) =>
      index < late ? word : { ...word, start: word.start + 1, end: word.end + 1 },
    );
    expect(breakLines(laid(paused).atoms, 42)).toEqual(linesOf(text));
  }
});

test('an address too long for a line ends it after a slash, if there is one', () => {
  const address = 'https://www.example.com/a-long-path/with/several/parts/index.html?name=value';
  const lines = linesOf(address);
  expect(lines.join('')).toBe(address);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/\/$/);
});
