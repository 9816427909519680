import type { Cue } from '../../../transcription/subtitles/cue';
import { ruleSets, type SubtitleRules } from '../../../transcription/subtitles/rules';
import { rulesFor } from '../../../transcription/subtitles/rulesFor';
import { table } from '../markdown';
import { greedy, oursBy, timedTexts } from './captioners';
import { type CorpusWord, partsOf, type Spoken, wordsOf } from './corpus';
import { spoken, withWords } from './speech';
import { emptyScore, per100, type Score } from './tally';
import { addWideScore, type WideRule, wideRules } from './wideScore';

/** What does not fit between two lines goes with its neighbour; numbers are one word. */
const character = /[「『（“]*(?:\d[\d,.]*|[A-Za-z]+|.)[、。，．？！：；」』）”…ー]*/gu;

/** The same meeting in Chinese and Japanese, a word for each character as services return it, and in Korean. */
export function wideCorpus(): Spoken[] {
  return partsOf('wideCorpus.txt').map(([language = '', ...turns]) => ({
    language,
    words: turns.flatMap((turn) => wordsOf(turn, language === 'ko' ? bySpace : byCharacter)),
  }));
}

const bySpace = (text: string): Array<Omit<CorpusWord, 'speaker'>> =>
  text.split(' ').map((word) => ({ text: word, bound: false }));

const byCharacter = (text: string): Array<Omit<CorpusWord, 'speaker'>> =>
  (text.match(character) ?? []).map((one) => ({ text: one, bound: false, joined: true }));

export const wideRulesFor = ({ words }: Spoken): SubtitleRules =>
  rulesFor(words.map(({ text }) => text).join(''), ruleSets.broadcast);

const ways = {
  'this package': (rules: SubtitleRules) => oursBy(rules),
  greedy:
    (rules: SubtitleRules) =>
    (...[transcript]: Parameters<ReturnType<typeof oursBy>>): Cue[] =>
      greedy(timedTexts(transcript), rules),
};

export type Way = keyof typeof ways;

export interface WideSetting {
  seeds: number;
  speed: number;
}

/** What is done wrong in one language, by the rules of its script. */
export function wideScoreOf(way: Way, text: Spoken, { seeds, speed }: WideSetting): Score<WideRule> {
  const rules = wideRulesFor(text);
  const score = emptyScore<WideRule>();
  for (let seed = 1; seed <= seeds; seed++) {
    const heard = spoken(text, seed, speed);
    addWideScore(score, ways[way](rules)(withWords(heard, text.language), heard), text, rules);
  }
  return score;
}

const names = new Intl.DisplayNames('en', { type: 'language' });

/** A table of what is done wrong in Chinese, Japanese and Korean. */
export function wideTables(setting: WideSetting): string {
  const columns = wideCorpus().flatMap((text) =>
    (['this package', 'greedy'] as const).map((way) => ({
      head: way === 'greedy' ? 'greedy' : `${names.of(text.language)}: ${way}`,
      score: wideScoreOf(way, text, setting),
    })),
  );
  const rows = wideRules.map((rule) => [rule, ...columns.map(({ score }) => per100(score, rule).toFixed(1))]);
  const cues = ['cues', ...columns.map(({ score }) => String(score.cues))];
  const heading = `With words and speakers, speech at ${setting.speed}× speed, per 100 cues, by the rules of each script:`;
  return `${heading}\n\n${table(['', ...columns.map(({ head }) => head)], [...rows, cues])}`;
}
