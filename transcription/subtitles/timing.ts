import { columns } from '../text/graphemes';
import type { Cue } from './cue';
import type { SubtitleRules } from './rules';

/**
 * Gives each cue the time it needs, as far as its neighbours allow. No cue overlaps the next, and cues are shorter or
 * longer than the rules allow only when that is unavoidable.
 *
 * @param cues timed by the words in them, in display order
 */
export function timeCues(cues: readonly Cue[], rules: SubtitleRules): Cue[] {
  const timed = cues.map((cue) => ({ ...cue }));
  const widths = cues.map(({ lines }) => lines.reduce((sum, line) => sum + columns(line), 0));
  const [minMs, maxMs] = [Math.round(rules.minSeconds * 1000), Math.round(rules.maxSeconds * 1000)];

  separate(timed, widths);
  for (const [index, cue] of timed.entries()) {
    cue.endMs = Math.min(cue.endMs, cue.startMs + maxMs);
    prolong(cue, cue.startMs + minMs, timed[index + 1]);
    const missing = minMs - (cue.endMs - cue.startMs);
    // Better shown slightly before it is heard than too short to be read.
    if (missing > 0) cue.startMs = Math.max(timed[index - 1]?.endMs ?? 0, cue.startMs - missing);
  }
  for (const [index, cue] of timed.entries()) {
    const next = timed[index + 1];
    const latestMs = cue.startMs + maxMs;
    const readMs = Math.ceil(((widths[index] ?? 0) / rules.maxCharactersPerSecond) * 1000);
    prolong(cue, Math.min(cue.startMs + readMs, latestMs), next);
    if (next === undefined || next.startMs - cue.endMs >= rules.closeGapsUnderSeconds * 1000) continue;
    prolong(cue, Math.min(next.startMs, latestMs), next);
    if (next.endMs - cue.endMs <= maxMs) next.startMs = cue.endMs;
  }
  return timed;
}

function prolong(cue: Cue, untilMs: number, next: Cue | undefined): void {
  cue.endMs = Math.max(cue.endMs, Math.min(untilMs, next?.startMs ?? Infinity));
}

/** Speakers who talk at once share the time in proportion to how much there is to read. */
function separate(cues: readonly Cue[], widths: readonly number[]): void {
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1];
    cue.startMs = Math.max(cue.startMs, before?.startMs ?? 0);
    cue.endMs = Math.max(cue.endMs, cue.startMs + 1);
    if (before === undefined || cue.startMs >= before.endMs) continue;
    const [widthBefore, width] = [widths[index - 1] ?? 0, widths[index] ?? 0];
    const share = widthBefore / Math.max(1, widthBefore + width);
    const together = Math.max(cue.endMs, before.endMs) - before.startMs;
    const border = before.startMs + Math.round(together * share);
    before.endMs = Math.max(cue.startMs, Math.min(before.endMs, border), before.startMs + 1);
    cue.startMs = before.endMs;
    cue.endMs = Math.max(cue.endMs, cue.startMs + 1);
  }
}
