import type { Cue } from '../../../transcription/subtitles/cue';
import type { SubtitleRules } from '../../../transcription/subtitles/rules';
import { columns } from '../../../transcription/text/graphemes';
import type { Spoken } from './corpus';
import { adding, addTimes, type Score } from './tally';

/** What is counted, as a heading. */
export const wideRules = [
  'line too long',
  'cue ends inside a word',
  'line ends inside a word',
  'line begins with a mark or a small kana',
  'line ends with an opening mark',
  'line begins with a particle or an ending',
  'gap 84–500 ms',
  'gap 0 ms',
  'under 5/6 s',
  'over 7 s',
  'too fast to read',
  'avoidably too fast',
] as const;

export type WideRule = (typeof wideRules)[number];

/** JIS X 4051, and GB/T 15834 for Chinese. */
const notFirst = /^[、。，．？！：；」』）”’…・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々]/u;
const notLast = /[「『（“‘]$/u;

/** Japanese words that lean on the one before them: case and topic particles, and endings of verbs. */
const leansBack = new Set(
  'は が を に へ と も の で や か ね よ な た だ て ば から まで より ので のに です ます ました ません でしょう ましょう'.split(
    ' ',
  ),
);

/** The speaker's name. */
const label = /^(?:話者|说话人|화자 )\d+: ?/u;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Adds what one captioner did wrong with one text.
 *
 * @throws if a character is missing, doubled or out of order
 */
export function addWideScore(
  score: Score<WideRule>,
  cues: readonly Cue[],
  text: Spoken,
  rules: SubtitleRules,
): void {
  const said = text.words.map((word) => word.text).join('');
  const { starts, inside } = placesIn(text);
  const add = adding(score);
  let place = 0;
  for (const [index, cue] of cues.entries()) {
    score.cues++;
    for (const line of cue.lines) {
      const shown = line.replace(label, '').replace(/\s/g, '');
      if (said.slice(place, place + shown.length) !== shown) throw new Error(`"${shown}" is out of place`);
      // A label alone on its line begins nothing.
      if (shown !== '')
        add('line begins with a particle or an ending', leansBack.has(starts.get(place) ?? ''));
      place += shown.length;
      add('line too long', columns(line) > rules.maxLineLength);
      add('line begins with a mark or a small kana', notFirst.test(shown));
      add('line ends with an opening mark', notLast.test(shown));
      if (line !== cue.lines.at(-1)) add('line ends inside a word', inside.has(place));
    }
    add('cue ends inside a word', inside.has(place));
    const { speed, hasTime } = addTimes(add, cue, cues[index + 1]);
    const isTooFast = speed > rules.maxCharactersPerSecond + 0.1;
    add('too fast to read', isTooFast);
    add('avoidably too fast', isTooFast && hasTime);
  }
  if (place !== said.length)
    throw new Error(`${text.language}: ${said.length - place} characters are missing`);
}

/**
 * The words as Unicode's dictionaries see them (UAX #29), by their place in the text without spaces.
 *
 * @returns the word that begins at a place, and the places inside words
 */
function placesIn({ words: heard }: Spoken): { starts: Map<number, string>; inside: Set<number> } {
  const starts = new Map<number, string>();
  const inside = new Set<number>();
  let place = 0;
  for (const turn of turnsOf(heard)) {
    for (const { segment } of words.segment(turn)) {
      const word = segment.replace(/\s/g, '');
      if (word === '') continue;
      starts.set(place, word);
      for (let within = 1; within < word.length; within++) inside.add(place + within);
      place += word.length;
    }
  }
  return { starts, inside };
}

function turnsOf(heard: Spoken['words']): string[] {
  const turns: string[] = [];
  let before: string | undefined;
  for (const { text, speaker, joined } of heard) {
    if (speaker !== before) turns.push(text);
    else turns[turns.length - 1] += joined ? text : ` ${text}`;
    before = speaker;
  }
  return turns;
}
