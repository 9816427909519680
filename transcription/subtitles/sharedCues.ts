import { columns } from '../text/graphemes';
import type { Cue } from './cue';
import type { SubtitleRules } from './rules';

/**
 * Begins each line of a cue that two speakers share, unless their names do. Guides differ in the space by language;
 * with it, no player or reader takes the dash for a part of the word.
 */
const dash = '- ';

/** A longer silence between two turns is one that viewers should see as well. */
const longestGapMs = 1_000;

/** How long a viewer may read a line before it is said. An answer that is shown too early spoils the question. */
const longestAheadMs = 2_000;

/** A cue before its time is settled. */
export interface LaidCue {
  cue: Cue;
  /** What its first line begins with, if that is the speaker's label. */
  label: string | undefined;
  /** The speaker's name, if the cue is all that they say before somebody else speaks. */
  turnOf: string | undefined;
  /** Whether its start is not known, but estimated. */
  isEstimated: boolean;
}

export interface ShownCue extends Pick<LaidCue, 'cue' | 'isEstimated'> {
  /** What each line begins with: a label, a dash, or nothing but the text. */
  heads: ReadonlyArray<string | undefined>;
}

/**
 * Lets two speakers' short turns that follow each other share a cue, a line each, where the rules allow it. Netflix,
 * Timed Text Style Guide, English (217350977), Dual Speakers: a hyphen before each, and at most one speaker a line.
 *
 * Turns share a cue only if each is one line, and if that leaves no more cues that are too fast to read.
 *
 * @param laid in display order
 */
export function shareCues(laid: readonly LaidCue[], rules: SubtitleRules): ShownCue[] {
  const shown: ShownCue[] = [];
  for (let index = 0; index < laid.length; index++) {
    const [first, second, next] = laid.slice(index, index + 3);
    if (first === undefined) break;
    const shared = second && together(first, second, next?.cue.startMs ?? Infinity, rules);
    shown.push(shared ?? { cue: first.cue, heads: [first.label], isEstimated: first.isEstimated });
    if (shared) index++;
  }
  return shown;
}

function together(
  first: LaidCue,
  second: LaidCue,
  nextMs: number,
  rules: SubtitleRules,
): ShownCue | undefined {
  if (!rules.dualSpeakers || rules.maxLines < 2) return undefined;
  if (first.turnOf === undefined || second.turnOf === undefined || !meet(first.cue, second.cue))
    return undefined;
  const [head, line] = asLine(first);
  const [secondHead, secondLine] = asLine(second);
  const lines = [line, secondLine];
  if (lines.some((text) => text === '' || columns(text) > rules.maxLineLength)) return undefined;
  const cue = { startMs: first.cue.startMs, endMs: Math.max(first.cue.endMs, second.cue.endMs), lines };
  if (cue.endMs - cue.startMs > rules.maxSeconds * 1000) return undefined;
  const [isFast, ...others] = [
    isTooFast(cue, nextMs, rules),
    isTooFast(first.cue, second.cue.startMs, rules),
    isTooFast(second.cue, nextMs, rules),
  ];
  if (isFast && !others.includes(true)) return undefined;
  const [voice, secondVoice] = [first.cue.voice, second.cue.voice];
  const hasVoices = voice !== undefined && secondVoice !== undefined;
  return {
    cue: { ...cue, ...(hasVoices && { voices: [voice, secondVoice] }) },
    heads: [head, secondHead],
    isEstimated: first.isEstimated,
  };
}

/** @returns what the line begins with, and the whole line; an empty one if the cue takes several */
function asLine({ cue: { lines }, label }: LaidCue): [head: string, line: string] {
  const [line = '', ...others] = lines;
  if (others.length > 0) return ['', ''];
  return label === undefined ? [dash, dash + line] : [label, line];
}

function meet(first: Cue, second: Cue): boolean {
  const aheadMs = second.startMs - first.startMs;
  return aheadMs >= 0 && aheadMs <= longestAheadMs && second.startMs - first.endMs <= longestGapMs;
}

/** Whether there is too little time to read a cue before the next words are shown. */
function isTooFast(
  { startMs, lines }: Cue,
  nextMs: number,
  { maxSeconds, gapSeconds, maxCharactersPerSecond }: SubtitleRules,
): boolean {
  const width = lines.reduce((sum, line) => sum + columns(line), 0);
  const seconds = Math.min(maxSeconds, (nextMs - startMs) / 1000 - gapSeconds);
  return width > seconds * maxCharactersPerSecond;
}
