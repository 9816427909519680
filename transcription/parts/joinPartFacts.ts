import { columns } from '../text/graphemes';
import type { Transcript } from '../transcript';

type Facts = Pick<
  Transcript,
  'sourceName' | 'language' | 'languageProbability' | 'creditsConsumed' | 'createdAt' | 'completedAt'
>;

/** What several transcripts say about one recording besides its speech. Unknown facts are absent. */
export function joinPartFacts(transcripts: readonly Transcript[]): Facts {
  const sourceName = transcripts.find((transcript) => transcript.sourceName !== undefined)?.sourceName;
  const credits = transcripts.flatMap(({ creditsConsumed }) => creditsConsumed ?? []);
  const created = inOrder(transcripts.flatMap(({ createdAt }) => createdAt ?? []))[0];
  const completed = inOrder(transcripts.flatMap(({ completedAt }) => completedAt ?? [])).at(-1);
  return {
    ...(sourceName === undefined ? {} : { sourceName }),
    ...mainLanguage(transcripts),
    ...(credits.length > 0 && { creditsConsumed: sumOf(credits) }),
    ...(created === undefined ? {} : { createdAt: created }),
    ...(completed === undefined ? {} : { completedAt: completed }),
  };
}

/** The language with the most speech, and how certain the parts in that language are of it. */
function mainLanguage(transcripts: readonly Transcript[]): Facts {
  const speech = new Map<string, number>();
  for (const { language, text } of transcripts) {
    // A silent part has a language too, which is a guess; it decides only if all are silent.
    if (language !== undefined) speech.set(language, (speech.get(language) ?? 0) + columns(text));
  }
  const [language] = [...speech].reduce<[string | undefined, number]>(
    (most, entry) => (entry[1] > most[1] ? entry : most),
    [undefined, -1],
  );
  if (language === undefined) return {};
  let weights = 0;
  let sum = 0;
  for (const { language: other, languageProbability, text } of transcripts) {
    if (other !== language || languageProbability === undefined) continue;
    const weight = columns(text) + 1;
    weights += weight;
    sum += languageProbability * weight;
  }
  return {
    language,
    ...(weights > 0 && { languageProbability: rounded(sum / weights, 1e4) }),
  };
}

const sumOf = (numbers: readonly number[]): number =>
  rounded(
    numbers.reduce((sum, number) => sum + number, 0),
    1e6,
  );

/** Sums have digits that no provider reported. */
const rounded = (value: number, precision: number): number => Math.round(value * precision) / precision;

const inOrder = (times: readonly string[]): string[] =>
  [...times].sort((one, other) => Date.parse(one) - Date.parse(other));
