import type { GivenNames } from '../../../transcription/speakers/givenNames';
import { storedNames, withStoredNames } from '../../../transcription/stored/storedSpeakers';

test('names that nobody gave are not kept, in whatever language', () => {
  const speakers = [
    { id: 'a', name: 'Sprecher 1' },
    { id: 'b', name: '話者2' },
    { id: 'c', name: 'Carla' },
    { id: 'd' },
    'e',
  ];
  expect(storedNames(speakers, undefined)).toEqual({ c: 'Carla' });
  expect(storedNames(undefined, [{ speaker: 'a', speakerName: 'Anna' }, { speaker: 'b' }, null])).toEqual({
    a: 'Anna',
  });
});

const stored = { a: 'Anna', b: 'Boris' };
const speakers = ['b', 'a', 'c'];

test.each<[GivenNames, GivenNames]>([
  ['', stored],
  [{ a: 'Ada' }, { a: 'Ada', b: 'Boris' }],
  [{ x: 'Xenia' }, { ...stored, x: 'Xenia' }],
  [['Bob'], ['Bob', 'Anna', '']],
  [
    ['', 'Ada', 'Carla', 'Dora'],
    ['Boris', 'Ada', 'Carla', 'Dora'],
  ],
])('%j go before the names from when the transcript was stored', (given, names) => {
  expect(withStoredNames(given, stored, speakers)).toEqual(names);
  expect(withStoredNames(given, {}, speakers)).toBe(given);
});
