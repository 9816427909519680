import { paragraphs } from '../../../transcription/formats/paragraphs';
import type { Segment } from '../../../transcription/transcript';
import { dialogue, transcript } from './transcripts';

/** Segments without pauses in between, each of the given length in seconds. */
const following = (texts: readonly string[], each = 2): Segment[] =>
  texts.map((text, index) => ({ start: index * each, end: (index + 1) * each, text }));

const textsOf = (segments: Segment[]) =>
  paragraphs(transcript({ segments }), { audioEvents: false }).map(({ text }) => text);

test('speech without a pause is one paragraph, with the time at which it begins', () => {
  const segments = [
    { start: 1, end: 2, text: 'Yes.', speaker: 'a' },
    { start: 4, end: 5, text: 'I am.', speaker: 'a' },
  ];
  expect(paragraphs(transcript({ segments }), { audioEvents: false })).toEqual([
    { start: 1, speaker: 'a', text: 'Yes. I am.' },
  ]);
});

test('another speaker starts another paragraph', () => {
  expect(paragraphs(dialogue, { audioEvents: false })).toEqual([
    { start: 0.5, speaker: 'b', text: 'Are you there?' },
    { start: 62, speaker: 'a', text: 'Yes. I am.' },
  ]);
});

test('three seconds of silence start a new paragraph', () => {
  const after = (pause: number) => [
    { start: 0, end: 1, text: 'One.' },
    { start: 1 + pause, end: 9, text: 'Two.' },
  ];
  expect(textsOf(after(2.999))).toEqual(['One. Two.']);
  expect(textsOf(after(3))).toEqual(['One.', 'Two.']);
});

test('a paragraph ends with a sentence before it gets too long to read', () => {
  const half = `One${' more'.repeat(12)}`;
  const sentences = Array.from({ length: 9 }, () => [half, `${half.toLowerCase()}.`]).flat();
  const found = textsOf(following(sentences));
  expect(found.length).toBeGreaterThan(1);
  for (const text of found.slice(0, -1)) expect(text).toMatch(/^One.{300,560}\.$/);
  expect(found.join(' ')).toBe(sentences.join(' '));
});

test('speech without punctuation has paragraphs, too', () => {
  const part = 'one more '.repeat(12).trim();
  const found = textsOf(following(Array.from({ length: 20 }, () => part)));
  expect(found.length).toBeGreaterThan(1);
  for (const text of found) expect(text.length).toBeLessThanOrEqual(1001);
});

test('no space separates sentences in scripts without spaces', () => {
  expect(textsOf(following(['今日は。', '公園です。', 'OK.']))).toEqual(['今日は。公園です。 OK.']);
});

test('a text without segments is one paragraph without a timestamp', () => {
  expect(paragraphs(transcript({ text: ' Hello. ' }), { audioEvents: false })).toEqual([{ text: 'Hello.' }]);
  expect(paragraphs(transcript({ text: 'Hello.', segments: [] }), { audioEvents: false })).toEqual([
    { text: 'Hello.' },
  ]);
});

test('silence has no paragraphs', () => {
  expect(paragraphs(transcript({ text: ' ' }), { audioEvents: false })).toEqual([]);
});

describe('sounds', () => {
  test('appear among the words on request', () => {
    const funny = { ...dialogue, audioEvents: [{ start: 1.5, text: '(laughter)' }] };
    expect(paragraphs(funny, { audioEvents: true })[0]?.text).toBe('Are you there? [laughter]');
    expect(paragraphs(funny, { audioEvents: false })[0]?.text).toBe('Are you there?');
  });

  test('do not split written words', () => {
    const words = [
      { start: 0, end: 0.2, text: 'don' },
      { start: 0.2, end: 0.4, text: "'t", joined: true as const },
    ];
    expect(
      paragraphs(transcript({ words, audioEvents: [{ start: 0.5, text: 'cough' }] }), { audioEvents: true }),
    ).toMatchObject([{ text: "don't [cough]" }]);
  });

  test('change nothing when there are none', () => {
    const quiet = { ...dialogue, audioEvents: [] };
    expect(paragraphs(quiet, { audioEvents: true })).toEqual(paragraphs(dialogue, { audioEvents: false }));
  });
});
