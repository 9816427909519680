import { talkTimes } from '../../../transcription/speakers/talkTimes';
import { dialogue } from '../formats/transcripts';

test("a speaker's talk time is the sum of their segments", () => {
  const times = talkTimes(dialogue.segments ?? []);
  expect([...times].map(([id, seconds]) => [id, seconds.toFixed(3)])).toEqual([
    ['b', '0.900'],
    ['a', '1.000'],
  ]);
});

test('segments that nobody speaks, or that end before they start, add nothing', () => {
  const segments = [
    { start: 0, end: 9, text: 'Hm.' },
    { start: 5, end: 4, text: 'No.', speaker: 'a' },
  ];
  expect([...talkTimes(segments)]).toEqual([['a', 0]]);
});
