import type { Cue } from '../../../transcription/subtitles/cue';
import { columns } from '../../../transcription/text/graphemes';

/** How often a captioner broke rules. */
export interface Score<Rule extends string> {
  cues: number;
  broken: Map<Rule, number>;
}

export const emptyScore = <Rule extends string>(): Score<Rule> => ({ cues: 0, broken: new Map() });

/** How often a rule is broken in a hundred cues. */
export const per100 = <Rule extends string>({ broken, cues }: Score<Rule>, rule: Rule): number =>
  ((broken.get(rule) ?? 0) / cues) * 100;

/** @returns what counts a rule that a cue has broken once, several times or not at all */
export const adding =
  <Rule extends string>({ broken }: Score<Rule>) =>
  (rule: Rule, times: boolean | number): void => {
    broken.set(rule, (broken.get(rule) ?? 0) + Number(times));
  };

/** The rules for times, which are the same in all scripts. */
type TimeRule = 'gap 84–500 ms' | 'gap 0 ms' | 'under 5/6 s' | 'over 7 s';

/** Counts what is wrong with a cue's times. @returns its speed in columns a second, and whether more time was free */
export function addTimes(
  add: (rule: TimeRule, times: boolean) => void,
  cue: Cue,
  next: Cue | undefined,
): { speed: number; hasTime: boolean } {
  const seconds = (cue.endMs - cue.startMs) / 1000;
  const gapMs = next === undefined ? Infinity : next.startMs - cue.endMs;
  add('gap 84–500 ms', gapMs >= 84 && gapMs <= 500);
  add('gap 0 ms', gapMs <= 0);
  add('under 5/6 s', seconds < 5 / 6 - 0.001);
  add('over 7 s', seconds > 7.001);
  return {
    speed: cue.lines.reduce((sum, line) => sum + columns(line), 0) / seconds,
    // A cue may stay until two frames before the next one.
    hasTime: gapMs > 100 && seconds < 6.9,
  };
}
