import type { Cue } from '../../../transcription/subtitles/cue';
import { columns } from '../../../transcription/text/graphemes';
import type { Spoken } from './corpus';
import type { HeardWord } from './speech';
import { adding, addTimes, type Score } from './tally';

/** What is counted, as a heading. */
export const rules = [
  'gap 84–500 ms',
  'gap 0 ms',
  'line ends on a function word',
  'cue ends on one',
  'abbreviation, initial or number split',
  'under 5/6 s',
  'over 7 s',
  'line over 42',
  'orphan',
  'over 17 characters/s',
  'avoidably over 20',
  'starts over 0.25 s off',
  'ends over 0.1 s before the speech',
] as const;

export type Rule = (typeof rules)[number];

/** A cue with the words it shows. Words are the heard ones, in order. */
interface Shown {
  cue: Cue;
  words: readonly HeardWord[];
  /** The words at the end of its lines, the last one included. */
  lineEnds: readonly HeardWord[];
  next: Cue | undefined;
  before: HeardWord | undefined;
}

/**
 * Adds what one captioner did wrong with one text.
 *
 * @throws if a word is missing, doubled or out of order
 */
export function addScore(
  score: Score<Rule>,
  cues: readonly Cue[],
  heard: readonly HeardWord[],
  { language }: Spoken,
): void {
  let place = 0;
  for (const [index, cue] of cues.entries()) {
    const words: HeardWord[] = [];
    const lineEnds: HeardWord[] = [];
    for (const line of cue.lines) {
      for (const shown of line.replace(label, '').split(' ').filter(Boolean)) {
        const word = heard[place++];
        if (word?.text !== shown) throw new Error(`${language}: "${shown}" is not "${word?.text}"`);
        words.push(word);
      }
      const last = words.at(-1);
      if (last) lineEnds.push(last);
    }
    const first = place - words.length;
    addCue(score, { cue, words, lineEnds, next: cues[index + 1], before: heard[first - 1] });
  }
  if (place !== heard.length) throw new Error(`${language}: ${heard.length - place} words are missing`);
}

/** The speaker's name, in any language. */
const label = /^\S+ \d+\s?:\s?/;

function addCue(score: Score<Rule>, shown: Shown): void {
  score.cues++;
  const add = adding(score);
  const { cue, words, lineEnds, next } = shown;
  const { speed, hasTime } = addTimes(add, cue, next);

  add('line ends on a function word', lineEnds.slice(0, -1).filter((word) => word.isFunctionWord).length);
  add('cue ends on one', lineEnds.at(-1)?.isFunctionWord === true);
  add('abbreviation, initial or number split', lineEnds.filter(({ bound }) => bound).length);
  add('line over 42', cue.lines.filter((line) => columns(line) > 42).length);
  add('orphan', isOrphan(shown));
  add('over 17 characters/s', speed > 17);
  add('avoidably over 20', speed > 20.1 && hasTime);
  add('starts over 0.25 s off', Math.abs((words[0]?.start ?? 0) - cue.startMs / 1000) > 0.25);
  add('ends over 0.1 s before the speech', (words.at(-1)?.end ?? 0) - cue.endMs / 1000 > 0.1);
}

const endsWithMark = (word: HeardWord | undefined) => !word || (!word.bound && /[.?!,:;]$/.test(word.text));

/** One word alone on the last line, or in a cue, although it belongs to a sentence. */
function isOrphan({ cue, words, before }: Shown): boolean {
  const alone = cue.lines.length > 1 && !(cue.lines.at(-1) ?? '').includes(' ');
  const rest = words.length === 1 && !(endsWithMark(before) || before?.speaker !== words[0]?.speaker);
  return alone || rest;
}
