import { breakLines } from '../../../transcription/subtitles/breakLines';
import { columns } from '../../../transcription/text/graphemes';
import { laid, say } from './speech';

function linesOf(text: string, maxLineLength = 42): string[] {
  const { atoms, costs } = laid(say(text), maxLineLength);
  return breakLines(atoms, costs, maxLineLength);
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
