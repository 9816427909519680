import { columns } from '../text/graphemes';
import type { Cue } from './cue';
import type { SubtitleRules } from './rules';
import { spaced } from './spaced';

/** Nothing can be read in less. A cue gets this much even if its neighbours have to make room. */
const leastMs = 300;

export interface Known {
  /** The length of the recording; undefined if it is unknown. */
  durationMs?: number | undefined;
  /** Whether the start of each cue is a guess; none is if absent. */
  estimated?: readonly boolean[];
}

/**
 * Gives each cue the time it needs, as far as its neighbours allow. No cue overlaps the next, and cues are shorter or
 * longer than the rules allow only when that is unavoidable.
 *
 * @param cues timed by the words in them, in display order
 */
export function timeCues(
  cues: readonly Cue[],
  rules: SubtitleRules,
  { durationMs, estimated }: Known = {},
): Cue[] {
  const timed = cues.map((cue) => ({ ...cue }));
  const widths = cues.map(({ lines }) => lines.reduce((sum, line) => sum + columns(line), 0));
  const times = inMilliseconds(rules);
  const { minMs, maxMs, gapMs } = times;
  const latestMs = Math.max(durationMs ?? Infinity, cues.at(-1)?.endMs ?? 0);

  separate(timed, widths);
  giveRoom(timed, times.leastMs, latestMs);
  for (const [index, cue] of timed.entries()) {
    const [before, next] = [timed[index - 1], timed[index + 1]];
    cue.endMs = Math.min(cue.endMs, cue.startMs + maxMs);
    if (next) cue.endMs = Math.min(cue.endMs, Math.max(cue.startMs + times.leastMs, next.startMs - gapMs));
    prolong(cue, cue.startMs + minMs, next ? next.startMs - gapMs : latestMs);
    const missing = minMs - (cue.endMs - cue.startMs);
    const free = before === undefined ? 0 : before.endMs + gapMs;
    // Better shown slightly before it is heard than too short to be read.
    if (missing > 0) cue.startMs = Math.min(cue.startMs, Math.max(free, cue.startMs - missing));
    if (next) lend(cue, next, times);
  }
  for (const [index, cue] of timed.entries()) {
    const next = timed[index + 1];
    const readMs = Math.ceil(((widths[index] ?? 0) / rules.maxCharactersPerSecond) * 1000);
    const mostMs = cue.startMs + maxMs;
    prolong(cue, Math.min(cue.startMs + readMs, mostMs), next ? next.startMs - gapMs : latestMs);
    // Speech that is taken to be over may not be.
    if (next && estimated?.[index + 1]) prolong(cue, mostMs, next.startMs - gapMs);
    if (next) chain(cue, next, times);
  }
  return timed;
}

interface Milliseconds {
  leastMs: number;
  minMs: number;
  maxMs: number;
  gapMs: number;
  chainMs: number;
}

function inMilliseconds({ minSeconds, maxSeconds, gapSeconds, chainSeconds }: SubtitleRules): Milliseconds {
  const [minMs, gapMs] = [Math.round(minSeconds * 1000), Math.round(gapSeconds * 1000)];
  return {
    leastMs: Math.min(leastMs, minMs),
    minMs,
    maxMs: Math.round(maxSeconds * 1000),
    gapMs,
    chainMs: Math.max(gapMs, Math.round(chainSeconds * 1000)),
  };
}

function prolong(cue: Cue, untilMs: number, freeUntilMs: number): void {
  cue.endMs = Math.max(cue.endMs, Math.min(untilMs, freeUntilMs));
}

/** Readers don't notice that a text comes so much later than its words. */
const unnoticedMs = 240;

/** A cue that is still too short may last a little longer, if the next one has time to spare. */
function lend(cue: Cue, next: Cue, { minMs, gapMs }: Milliseconds): void {
  const missing = minMs - (cue.endMs - cue.startMs);
  const lent = Math.min(missing, unnoticedMs, next.endMs - next.startMs - minMs);
  if (lent <= 0) return;
  cue.endMs += lent;
  next.startMs = Math.max(next.startMs, cue.endMs + gapMs);
}

/** Makes a gap that is so long that it flickers as long as every other. */
function chain(cue: Cue, next: Cue, { maxMs, gapMs, chainMs }: Milliseconds): void {
  const gap = next.startMs - cue.endMs;
  if (gap <= gapMs || gap > chainMs) return;
  cue.endMs = Math.max(cue.endMs, Math.min(next.startMs - gapMs, cue.startMs + maxMs));
  const early = cue.endMs + gapMs;
  if (early < next.startMs && next.endMs - early <= maxMs) next.startMs = early;
}

/** Moves cues that follow each other too closely apart, each as little as possible. */
function giveRoom(cues: readonly Cue[], least: number, latestMs: number): void {
  const starts = spaced(
    cues.map(({ startMs }) => startMs),
    cues.map(() => least),
    // Rather too late than without any time.
    Math.max(latestMs, cues.length * least),
  );
  for (const [index, cue] of cues.entries()) {
    cue.startMs = Math.round(starts[index] ?? cue.startMs);
    cue.endMs = Math.max(cue.endMs, cue.startMs + least);
  }
  for (const [index, cue] of cues.entries()) {
    const next = cues[index + 1];
    if (next) cue.endMs = Math.min(cue.endMs, next.startMs);
  }
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
