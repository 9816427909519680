import { readFileSync } from 'node:fs';
import path from 'node:path';
import { endsSentence } from '../../../transcription/segments/sentenceEnd';

/**
 * Two or three sentences a line, after the code of their language. `|` marks where a sentence ends; every other dot
 * belongs to an abbreviation, an initial, an ordinal, a unit or a number.
 */
const pairs = readFileSync(path.join(__dirname, 'hardSentences.txt'), 'utf8').trim().split('\n');

/** The same text, marked where `endsSentence` sees a sentence end. */
function divided(marked: string): string {
  const words = marked.split(' ').filter((word) => word !== '|');
  return words
    .flatMap((word, index) => {
      const next = words[index + 1];
      return next !== undefined && endsSentence(word, next) ? [word, '|'] : [word];
    })
    .join(' ');
}

const languages = new Set(pairs.map((pair) => pair.slice(0, 2)));

test('there are three hundred hard pairs of sentences in more than twelve languages', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(300);
  expect(languages.size).toBeGreaterThanOrEqual(12);
});

test('at least 97 % of the pairs are divided where their sentences end', () => {
  const wrong = pairs.filter((pair) => divided(pair) !== pair);
  const most = Math.floor(pairs.length * 0.03);
  // Shows the wrong ones if there are too many.
  expect(wrong.length > most ? wrong.map(divided) : []).toEqual([]);
});

test.each([
  ['de: Wir haben ca. 230 Messstellen. | Das kostet 80 Mio. Euro inkl. Mehrwertsteuer.'],
  ['en: On Jan. 6 Sen. Warren and Gov. Newsom met at No. 10 Downing Street. | Nobody spoke.'],
  ['en: DR. JONES ARRIVED. | HE WAS LATE.'],
  ['el: Τι κάνεις; | Καλά είμαι.'],
  ['hi: डॉ. शर्मा आए। | वे देर से आए।'],
  ['ka: ის მოვიდა. | ჩვენ ველოდით.'],
  ['ko: 그는 왔습니다. | 우리는 기다렸습니다.'],
])('%s', (pair) => {
  expect(pairs).toContain(pair);
  expect(divided(pair)).toBe(pair);
});
