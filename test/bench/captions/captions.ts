import type { Transcript } from '../../../transcription/transcript';
import { table } from '../markdown';
import type { PartOptions } from '../part';
import { type Captioner, captioners as usualCaptioners } from './captioners';
import { type Spoken, corpus } from './corpus';
import { npmCaptioners } from './npmCaptioners';
import { oracle } from './oracle';
import { addScore, type Rule, rules } from './score';
import { type HeardWord, spoken, withSegments, withShortSegments, withWords } from './speech';
import { emptyScore, per100, type Score } from './tally';
import { wideTables } from './wide';

export interface Setting {
  texts: readonly Spoken[];
  /** How many different timings of each text. */
  seeds: number;
  /** 1 for normal speech. */
  speed: number;
  /** What the provider returns of the speech. */
  from: (heard: readonly HeardWord[], language: string) => Transcript;
}

const captioners = { ...usualCaptioners, ...npmCaptioners };

const speeds = [1, 1.5];

/** These can only be wrong if words have no timestamps of their own. */
const timing: readonly Rule[] = ['starts over 0.25 s off', 'ends over 0.1 s before the speech'];

const kinds = [
  ['With words and speakers', withWords, rules.filter((rule) => !timing.includes(rule))],
  ['With segments only, cut as Whisper cuts a conversation', withShortSegments, rules],
  ['With long segments only', withSegments, rules],
] as const;

/** Counts what captioners do wrong, per 100 cues, in a meeting in thirteen languages with spaces and three others. */
export async function captions({ small }: PartOptions): Promise<string> {
  const texts = small ? corpus().slice(0, 2) : corpus();
  const seeds = small ? 1 : 15;
  const tables = kinds.flatMap(([title, from, counted]) =>
    speeds.map((speed) => {
      const setting = { texts, seeds, speed, from };
      const scores = Object.values(captioners).map((one) => scoreOf(one, setting));
      const floor = counted.some((rule) => timing.includes(rule)) ? [scoreOf(oracle, setting)] : [];
      const rows = counted.map((rule) => [
        rule,
        ...scores.map((score) => per100(score, rule).toFixed(1)),
        ...floor.map((score) => (timing.includes(rule) ? per100(score, rule).toFixed(1) : '')),
      ]);
      const cues = ['cues', ...[...scores, ...floor].map((score) => String(score.cues))];
      const heads = [
        '',
        ...Object.keys(captioners),
        ...floor.map(() => 'our cues, best guess of their starts'),
      ];
      const heading = `${title}, speech at ${speed}× speed, per 100 cues:`;
      return `${heading}\n\n${table(heads, [...rows, cues])}`;
    }),
  );
  return [...tables, ...speeds.map((speed) => wideTables({ seeds, speed }))].join('');
}

/** What one captioner did with all texts. */
export function scoreOf(captioner: Captioner, { texts, seeds, speed, from }: Setting): Score<Rule> {
  const score = emptyScore<Rule>();
  for (const text of texts) {
    for (let seed = 1; seed <= seeds; seed++) {
      const heard = spoken(text, seed, speed);
      addScore(score, captioner(from(heard, text.language), heard), heard, text);
    }
  }
  return score;
}
