import { labelOf, withLabel } from '../../../transcription/speakers/label';

test('a label is its template with the name', () => {
  expect(labelOf('{name}: ', 'Anna')).toBe('Anna: ');
  expect(labelOf('[{name}] {name}', '$& {name}')).toBe('[$& {name}] $& {name}');
});

test.each([
  ['Anna: ', 'Hello.'],
  ['المتحدث 1: ', 'مرحبا.'],
  ['المتحدث 1: ', 'iPhone هاتف جميل.'],
  ['話者1: ', '今日は。'],
  ['1: ', 'مرحبا.'],
  ['Anna: ', '25'],
])('%j and %j need no marks', (label, text) => {
  expect(withLabel(label, text)).toBe(label + text);
});

const [lrm, rlm, lre, rle, pdf] = ['\u200e', '\u200f', '\u202a', '\u202b', '\u202c'];

test('a label stays at the beginning of a text in the opposite direction', () => {
  expect(withLabel('Anna: ', 'مرحبا.')).toBe(`${rlm}${rle}Anna:${rlm} مرحبا.${pdf}`);
  expect(withLabel('[Anna] ', '25 שקלים')).toBe(`${rlm}${rle}[Anna]${rlm} 25 שקלים${pdf}`);
  expect(withLabel('ليلى: ', '25 people.')).toBe(`${lrm}${lre}ليلى:${lrm} 25 people.${pdf}`);
  expect(withLabel('ليلى:', 'Hello.')).toBe(`${lrm}${lre}ليلى:${lrm}Hello.${pdf}`);
});

test('a name in two scripts needs marks in both', () => {
  expect(withLabel('Anna ליאת: ', 'שלום')).toContain(rle);
  expect(withLabel('Anna ליאת: ', 'Hello')).toContain(lre);
});
