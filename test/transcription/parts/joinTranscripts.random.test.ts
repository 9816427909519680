import type { HeardPart } from '../../../transcription/parts/heardPart';
import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';
import type { Transcript } from '../../../transcription/transcript';
import { joinWords } from '../../../transcription/words/joinWords';
import {
  garbled,
  partsOf,
  quiet,
  type Scene,
  type SpokenWord,
  spokenIn,
  truthOf,
} from './simulatedRecording';

/** Each kind of recording this often. `SEAM_SEEDS=1000` for more. */
const seeds = Array.from({ length: Number(process.env.SEAM_SEEDS ?? 40) }, (_, index) => index + 1);

const scene = (seed: number, kind: Partial<Scene>): Scene => ({
  ...quiet,
  seconds: 240,
  partSeconds: 90,
  ...kind,
  seed,
});

jest.setTimeout(3_600_000);

const kinds: Array<[string, Partial<Scene>]> = [
  ['exact times', {}],
  ['times off by 0.3 s', { noiseSeconds: 0.3 }],
  ['little in common', { noiseSeconds: 0.2, overlapSeconds: 3 }],
  ['much in common', { noiseSeconds: 0.3, overlapSeconds: 30 }],
  ['wrong and made-up words', { noiseSeconds: 0.3, substituted: 0.05, madeUp: 0.03 }],
  ['long silences', { noiseSeconds: 0.2, substituted: 0.05, silences: 0.5, overlapSeconds: 6 }],
  ['no spaces', { noiseSeconds: 0.1, spaceless: true }],
  ['several speakers', { noiseSeconds: 0.2, speakers: 3, overlapSeconds: 20 }],
];

describe.each(kinds)('a recording in parts, with %s', (_, kind) => {
  let recordings: Array<{ seed: number; spoken: SpokenWord[]; joined: Transcript }> = [];

  beforeAll(() => {
    recordings = seeds.map((seed) => {
      const spoken = spokenIn(scene(seed, kind));
      return { seed, spoken, joined: joinTranscripts(partsOf(spoken, scene(seed, kind))) };
    });
  });

  test('is joined without a word lost, doubled or cut in two', () => {
    for (const { seed, spoken, joined } of recordings) {
      const truths = (joined.words ?? []).map(truthOf).filter((truth) => truth >= 0 || truth === garbled);
      expect([seed, truths]).toEqual([seed, spoken.map((_word, index) => index)]);
    }
  });

  test('has times in order, no further off than the recognizer was', () => {
    for (const { seed, spoken, joined } of recordings) {
      const { words = [], segments = [] } = joined;
      expect([seed, isInOrder(words), isInOrder(segments)]).toEqual([seed, true, true]);
      const off = words.map(({ start = -1, end = -1, ...word }) => {
        const said = spoken[truthOf(word)];
        return said ? Math.max(Math.abs(start - said.start), Math.abs(end - said.end)) : 0;
      });
      expect(Math.max(...off)).toBeLessThan((kind.noiseSeconds ?? 0) + 0.1);
    }
  });

  test('has a text and segments that say what the words say', () => {
    for (const { joined } of recordings) {
      const { text, words = [], segments = [] } = joined;
      expect(text).toBe(joinWords(words));
      expect(segments.map((segment) => segment.text).join(kind.spaceless ? '' : ' ')).toBe(text);
    }
  });
});

function isInOrder(entries: ReadonlyArray<{ start?: number; end?: number }>): boolean {
  let last = 0;
  return entries.every(({ start = -1, end = -1 }) => {
    const inOrder = start >= last && end >= start && end <= 240;
    last = start;
    return inOrder;
  });
}

/** The parts with less than a recognizer reports. */
const reduced = (parts: readonly HeardPart[], reduce: (transcript: Transcript) => Transcript): HeardPart[] =>
  parts.map((part) => ({ ...part, transcript: reduce(part.transcript) }));

const withoutWords = (transcript: Transcript): Transcript => ({ ...transcript, words: undefined });
const textOnly = (transcript: Transcript): Transcript => ({
  ...transcript,
  words: undefined,
  segments: undefined,
});

describe.each<[string, Partial<Scene>]>([
  ['words', {}],
  ['no spaces', { spaceless: true }],
  ['long silences', { silences: 0.5 }],
])('without times of words, a recording with %s', (_, kind) => {
  test('is joined by its segments without a word lost or doubled', () => {
    for (const seed of seeds) {
      const spoken = spokenIn(scene(seed, kind));
      const joined = joinTranscripts(reduced(partsOf(spoken, scene(seed, kind)), withoutWords));
      expect([seed, joined.text]).toEqual([seed, joinWords(spoken)]);
      const texts = joined.segments?.map((segment) => segment.text);
      expect(texts?.join(kind.spaceless ? '' : ' ')).toBe(joined.text);
    }
  });

  test('is joined by its text alone without a word lost or doubled, or has a warning', () => {
    for (const seed of seeds) {
      const spoken = spokenIn(scene(seed, kind));
      const joined = joinTranscripts(reduced(partsOf(spoken, scene(seed, kind)), textOnly));
      if (joined.warning === undefined) expect([seed, joined.text]).toEqual([seed, joinWords(spoken)]);
    }
  });
});

/** How often somebody who is heard for a second or more in both parts has the same ID in both. */
function knownAgain(
  spoken: readonly SpokenWord[],
  { seconds, partSeconds, overlapSeconds }: Scene,
  joined: Transcript,
) {
  const ids = new Map<number, string | undefined>();
  for (const word of joined.words ?? []) ids.set(truthOf(word), word.speaker);
  let [right, all] = [0, 0];
  const step = partSeconds - overlapSeconds;
  for (let start = step; start + overlapSeconds < seconds; start += step) {
    const within = (from: number, to: number) =>
      spoken.filter((word) => word.start >= from && word.end <= to);
    const common = within(start, start + overlapSeconds);
    const people = new Set(common.map(({ speaker }) => speaker));
    const enough = [...people].filter(
      (person) =>
        common.reduce(
          (sum, { speaker, start: from, end }) => sum + (speaker === person ? end - from : 0),
          0,
        ) >= 1,
    );
    if (enough.length < 2) continue;
    const mainId = (words: readonly SpokenWord[], person: string) => {
      const said = words
        .filter(({ speaker }) => speaker === person)
        .map((word) => ids.get(spoken.indexOf(word)));
      return said[Math.floor(said.length / 2)];
    };
    for (const person of enough) {
      const [before, behind] = [
        mainId(within(start - step, start), person),
        mainId(within(start + overlapSeconds, start + partSeconds), person),
      ];
      if (before === undefined || behind === undefined) continue;
      all += 1;
      if (before === behind) right += 1;
    }
  }
  return { right, all };
}

test('speakers who are heard in both parts are known again', () => {
  let [right, all] = [0, 0];
  for (const seed of seeds) {
    const dialogue = scene(seed, { speakers: 3, overlapSeconds: 25, noiseSeconds: 0.3, substituted: 0.05 });
    const spoken = spokenIn(dialogue);
    const known = knownAgain(spoken, dialogue, joinTranscripts(partsOf(spoken, dialogue)));
    right += known.right;
    all += known.all;
  }
  expect(all).toBeGreaterThan(seeds.length);
  expect(right / all).toBeGreaterThan(0.95);
});
