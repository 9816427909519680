import fc from 'fast-check';
import { segmented } from '../../../transcription/text/segmented';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

const inOne = (text: string, segmenter: Intl.Segmenter): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Long enough for several stretches, and made of sequences that must not be cut. */
const longText = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', ' ', 'e\u0301', '👨‍👩‍👧', '🇩🇪🇫🇷', '👍🏽', 'क्षि', '\r\n', '각', 'ก็', '\ud83c', '𠮷'),
      fc.nat({ max: 400 }).map((count) => '🇩'.repeat(count)),
      fc.nat({ max: 1_500 }).map((count) => `e${'\u0301'.repeat(count)}`),
      fc.nat({ max: 600 }).map((count) => 'a'.repeat(count)),
    ),
    { maxLength: 200 },
  )
  .map((pieces) => pieces.join(''));

test('characters are the same in stretches as in one piece', () => {
  fc.assert(
    fc.property(longText, (text) => expect(segmented(text, graphemes)).toEqual(inOne(text, graphemes))),
    { seed: 20_260_107, numRuns: 300 },
  );
});

test.each(['Hello, world. ', 'Ну, хорошо, — сказал он. ', '今日は、いい天気ですね。', 'สวัสดีครับ ยินดีที่ได้รู้จัก '])(
  'words are cut between words: %s',
  (sentence) => {
    const text = sentence.repeat(200);
    expect(segmented(text, words).join('')).toBe(text);
    expect(new Set(segmented(text, words))).toEqual(new Set(inOne(sentence + sentence, words)));
  },
);

test.each(['٠', '漢', 'ไ', '🎧', '\ud800', '\u0301'])(
  'a recording in one piece, %j without end, does not take minutes',
  (piece) => {
    const text = piece.repeat(300_000);
    expect(segmented(text, graphemes).join('')).toBe(text);
  },
);
