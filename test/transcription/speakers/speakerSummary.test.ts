import { speakerSummaries } from '../../../transcription/speakers/speakerSummary';
import type { Segment } from '../../../transcription/transcript';

const names = new Map([
  ['a', 'Anna'],
  ['b', 'Boris'],
]);
const said = (speaker: string | undefined, text: string, start: number, end: number): Segment => ({
  start,
  end,
  text,
  ...(speaker && { speaker }),
});

test('each speaker has the words of their first turn and how long they talk', () => {
  const segments = [
    said('a', 'Hello.', 0, 1.1),
    said('a', 'I am Anna.', 1.2, 2.3),
    said('b', 'Hi.', 3, 3.5),
    said(undefined, 'Hm.', 4, 5),
    said('a', 'So, Boris.', 5, 6),
  ];
  expect(speakerSummaries({ segments }, names)).toEqual([
    { id: 'a', name: 'Anna', firstWords: 'Hello. I am Anna.', talkSeconds: 3.2 },
    { id: 'b', name: 'Boris', firstWords: 'Hi.', talkSeconds: 0.5 },
  ]);
});

test('long first words are cut between words, or between characters where words are not spaced', () => {
  const long = [said('a', `${'word '.repeat(100)}end.`, 0, 60), said('b', '話'.repeat(500), 60, 90)];
  const [first, second] = speakerSummaries({ segments: long }, names);
  expect(first?.firstWords).toBe(`${'word '.repeat(24)}…`);
  expect(second?.firstWords).toBe(`${'話'.repeat(60)} …`);
});

test('a speaker of whom nothing has a timestamp has a name only', () => {
  expect(speakerSummaries({}, new Map([['a', 'Anna']]))).toEqual([{ id: 'a', name: 'Anna' }]);
});
