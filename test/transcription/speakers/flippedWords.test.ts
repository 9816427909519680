import { withoutFlips } from '../../../transcription/speakers/flippedWords';
import type { Word } from '../../../transcription/transcript';

/** `a: So I went | b: to | a: the shop.`, each word 0.3 s long, and a pause before a word after "_". */
function said(turns: string): Word[] {
  let time = 0;
  return turns.split(' | ').flatMap((turn) => {
    const [speaker = '', text = ''] = turn.split(': ');
    return text.split(' ').map((word) => {
      if (word.startsWith('_')) time += 0.4;
      const start = time;
      time += 0.3;
      const known = speaker === '?' ? {} : { speaker };
      return { text: word.replace('_', ''), start, end: time, ...known };
    });
  });
}

const speakersIn = (turns: string, language = 'en') =>
  withoutFlips(said(turns), language)
    .map(({ speaker = '?' }) => speaker)
    .join('');

test.each([
  ['a: So I went | b: to | a: the shop.', 'aaaaaa'],
  ['a: Yes. We asked | b: Anna | a: twice, and she agreed.', 'aaaaaaaa'],
  ['a: So I | b: went | a: to | b: the | a: shop.', 'aaaaaa'],
])(
  'a word that flips the speaker within a sentence belongs to whoever says the rest: %s',
  (turns, speakers) => {
    expect(speakersIn(turns)).toBe(speakers);
  },
);

test.each([
  ['an answer', 'a: Are you coming? | b: Yes. | a: Good, then let us go.', 'aaabaaaaa'],
  ['a word that ends a sentence', 'a: We are | b: Ready. | a: and then we go.', 'aabaaaa'],
  ['what listeners say', 'a: So I went | b: mhm | a: to the shop.', 'aaabaaa'],
  ['a word between marks', 'a: So I went, | b: right, | a: to the shop.', 'aaabaaa'],
  ['two words', 'a: So I | b: really went | a: to the shop.', 'aabbaaa'],
  ['a word after a pause', 'a: So I went | b: _to | a: the shop.', 'aaabaa'],
  ['a word before a pause', 'a: So I went | b: to | a: _the shop.', 'aaabaa'],
  ['a word between two other speakers', 'a: So I went | b: to | c: the shop.', 'aaabcc'],
  ['a word of nobody known', 'a: So I went | ?: to | a: the shop.', 'aaa?aa'],
  ['a word without any end of a sentence after it', 'a: so i went | b: to | a: the shop', 'aaabaa'],
])('%s keeps its speaker', (_what, turns, speakers) => {
  expect(speakersIn(turns)).toBe(speakers);
});

test('a word that is said at the same time keeps its speaker', () => {
  const words = said('a: So I went | b: to | a: the shop.').map((word) =>
    word.speaker === 'b' ? { ...word, start: 0.7 } : word,
  );
  expect(withoutFlips(words, 'en')).toBe(words);
});

test('scripts without spaces write a clause like a word, so that only a short one is corrected', () => {
  const spoken = (text: string) => [
    { text: '我觉得', start: 0, end: 1, speaker: 'a' },
    { text, start: 1, end: 1.5, speaker: 'b' },
    { text: '很好。', start: 1.5, end: 2, speaker: 'a' },
  ];
  expect(withoutFlips(spoken('这'), 'zh').map(({ speaker }) => speaker)).toEqual(['a', 'a', 'a']);
  expect(withoutFlips(spoken('我们明天去'), 'zh').map(({ speaker }) => speaker)).toEqual(['a', 'b', 'a']);
});

test('segments are corrected like the words that they were made of', () => {
  const segments = [
    { start: 0, end: 0.9, text: 'So I went', speaker: 'a' },
    { start: 0.9, end: 1.2, text: 'to', speaker: 'b' },
    { start: 1.2, end: 1.8, text: 'the shop.', speaker: 'a' },
  ];
  expect(withoutFlips(segments, 'en').map(({ speaker }) => speaker)).toEqual(['a', 'a', 'a']);
  expect(segments[1]?.speaker).toBe('b');
});
