import fc from 'fast-check';

import { withoutRepeats } from '../../../transcription/segments/repeats';
import type { Segment, Word } from '../../../transcription/transcript';
import { transcript } from '../formats/transcripts';

const segment = (start: number, text: string, speaker?: string): Segment => ({
  start,
  end: start + 1,
  text,
  ...(speaker === undefined ? {} : { speaker }),
});

const wordsOf = (segments: readonly Segment[]): Word[] =>
  segments.flatMap(({ start, text }) =>
    text
      .split(' ')
      .map((word, index) => ({ text: word, start: start + index / 10, end: start + (index + 1) / 10 })),
  );

function left(segments: readonly Segment[], text = segments.map((one) => one.text).join(' ')) {
  const found = withoutRepeats(transcript({ text, segments: [...segments], words: wordsOf(segments) }));
  const { words = [], ...rest } = found.transcript;
  return {
    text: rest.text,
    segments: rest.segments?.map((one) => one.text),
    words: words.map((word) => word.text).join(' '),
    repetitions: found.repetitions,
  };
}

test('of three or more equal sentences in a row, the first stays, in the text, the segments and the words', () => {
  const segments = [
    segment(0, 'Hello there.'),
    segment(5, 'Thank you.'),
    segment(7, 'Thank you!'),
    segment(9, 'thank you'),
    segment(11, 'Bye.'),
  ];
  const rest = 'Hello there. Thank you. Bye.';
  expect(left(segments)).toEqual({
    text: rest,
    segments: ['Hello there.', 'Thank you.', 'Bye.'],
    words: rest,
    repetitions: [{ count: 2, start: 7 }],
  });
});

test('sentences are also repeated within a segment, and across two', () => {
  const segments = [segment(0, 'Well then. I am sorry. I am sorry.'), segment(9, 'I am sorry. I am here.')];
  expect(left(segments)).toEqual({
    text: 'Well then. I am sorry. I am here.',
    segments: ['Well then. I am sorry.', 'I am here.'],
    words: 'Well then. I am sorry. I am here.',
    repetitions: [{ count: 2, start: 0 }],
  });
});

test('segments without punctuation are compared as a whole', () => {
  expect(left([0, 2, 4, 6].map((at) => segment(at, 'thanks for watching'))).text).toBe('thanks for watching');
});

test('sentences without spaces between them are told apart by their marks', () => {
  expect(left([segment(0, 'はい。ご視聴ありがとう。ご視聴ありがとう。ご視聴ありがとう。では。')]).text).toBe(
    'はい。ご視聴ありがとう。では。',
  );
  expect(left([segment(0, '「はい。」「はい。」「はい。」「では。」')]).text).toBe('「はい。」「では。」');
});

test('a text with other spaces than the segments loses the same', () => {
  const segments = [0, 1, 2].map((at) => segment(at, 'Thank you.'));
  expect(left(segments, 'Thank you.\nThank you.\nThank you.\n').text).toBe('Thank you.');
});

test('a text alone is searched by its sentences', () => {
  const { transcript: found, repetitions } = withoutRepeats(
    transcript({ text: 'Never. Never. Never. Never! Yes.' }),
  );
  expect([found.text, repetitions]).toEqual(['Never. Yes.', [{ count: 3 }]]);
});

test('words without segments are searched by their sentences', () => {
  const unmarked = transcript({ words: wordsOf([segment(0, 'Never. Never. Never')]) });
  expect(withoutRepeats(unmarked).repetitions).toEqual([{ count: 2, start: 0.1 }]);
  const words = wordsOf([segment(0, 'Well. Never. Never. Never. Yes.')]);
  const { transcript: found } = withoutRepeats(
    transcript({ text: 'Well. Never. Never. Never. Yes.', words }),
  );
  expect([found.text, found.words?.map(({ text }) => text)]).toEqual([
    'Well. Never. Yes.',
    ['Well.', 'Never.', 'Yes.'],
  ]);
});

test.each([
  ['two equal sentences', [segment(0, 'No.'), segment(1, 'No.'), segment(2, 'Yes.')]],
  ['what several speakers say', [segment(0, 'Yes.', 'a'), segment(1, 'Yes.', 'b'), segment(2, 'Yes.', 'c')]],
  ['what is repeated later', [segment(0, 'No.'), segment(1, 'Yes.'), segment(2, 'No.'), segment(3, 'No.')]],
])('%s stay as they are', (_what, segments) => {
  const given = transcript({ text: segments.map(({ text }) => text).join(' '), segments });
  expect(withoutRepeats(given).transcript).toBe(given);
});

test('text, segments and words say the same afterwards, and what is not repeated is still there', () => {
  const sentence = fc.constantFrom(
    'Yes.',
    'yes',
    'Thank you.',
    'We met, e.g. at No. 10.',
    '♪',
    '好的。',
    '¿Qué?',
  );
  const segments = fc.array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { maxLength: 30 });
  fc.assert(
    fc.property(segments, (texts) => {
      const given = texts.map((sentences, index) => segment(index, sentences.join(' ')));
      const { text, segments: rest = [], words } = left(given);
      expect(text).toBe(rest.join(' '));
      expect(words).toBe(text);
      const kinds = (said: string) => [...new Set(said.toLowerCase().match(/\p{L}+/gu))].sort();
      expect(kinds(text)).toEqual(kinds(given.map((one) => one.text).join(' ')));
      expect(left(rest.map((one, index) => segment(index, one))).text).toBe(text);
    }),
    { seed: 20_261_127, numRuns: 500 },
  );
});
