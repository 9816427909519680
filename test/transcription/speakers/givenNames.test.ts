import { readGivenNames } from '../../../transcription/speakers/givenNames';

test.each<[unknown, unknown]>([
  ['Anna, Boris', ['Anna', 'Boris']],
  [' Anna ', ['Anna']],
  ['Anna\nBoris', ['Anna', 'Boris']],
  ['ليلى، سامي', ['ليلى', 'سامي']],
  ['佐藤、鈴木，高橋', ['佐藤', '鈴木', '高橋']],
  [', Boris', ['', 'Boris']],
  ['Anna, ', ['Anna']],
  [
    ['Anna', null, 'Carla'],
    ['Anna', '', 'Carla'],
  ],
  ['["Smith, Anna", "Boris"]', ['Smith, Anna', 'Boris']],
  [7, ['7']],
])('%j are names in the order in which the speakers first speak', (given, names) => {
  expect(readGivenNames(given)).toEqual(names);
});

test.each<[unknown]>([
  [{ speaker_0: 'Anna', speaker_1: null }],
  ['{"speaker_0": "Anna", "speaker_1": ""}'],
  [' {"speaker_0": " Anna "} '],
  [[{ id: 'speaker_0', name: 'Anna', talkSeconds: 3 }]],
  ['[{"id": "speaker_0", "name": "Anna"}, {"id": "speaker_1"}]'],
])('%j are names by ID', (given) => {
  expect(readGivenNames(given)).toEqual({ speaker_0: 'Anna' });
});

test.each([undefined, null, '', ' ', ',', [], ['', null], {}, { speaker_0: '' }, '[]', '{}'])(
  '%j gives no names',
  (given) => {
    expect(readGivenNames(given)).toBe('');
  },
);

test.each([
  true,
  [['Anna']],
  [true],
  ['Anna', { id: 'a', name: 'Boris' }],
  [{ name: 'Anna' }],
  { speaker_0: ['Anna'] },
  { speaker_0: { name: 'Anna' } },
  '{"speaker_0": "Anna"',
  '[Anna, Boris]',
])('%j is not accepted', (given) => {
  expect(readGivenNames(given)).toBeUndefined();
});

test('a name is one line that fits into subtitles', () => {
  expect(readGivenNames(['Anna\n\tMaria \u202eSmith'])).toEqual(['Anna Maria Smith']);
  expect(readGivenNames(['a'.repeat(500)])).toEqual(['a'.repeat(80)]);
  expect(readGivenNames(['話'.repeat(500)])).toEqual(['話'.repeat(40)]);
});

test('names that were read once are read as the same names', () => {
  for (const given of ['Anna, Boris', { speaker_0: 'Anna' }, '']) {
    const names = readGivenNames(given);
    expect(readGivenNames(names)).toEqual(names);
  }
});

test('an ID may be called like a property of every object', () => {
  const names = readGivenNames('{"__proto__": "Anna", "constructor": "Boris"}') ?? '';
  expect(Object.entries(names)).toEqual([
    ['__proto__', 'Anna'],
    ['constructor', 'Boris'],
  ]);
});
