import type { ScribeWord } from './wire';

/** Seconds by which a word may start before the previous one, because of rounding and speakers who start together. */
const tolerance = 0.05;

/** Sorts tokens by their timestamps if they arrived out of order. */
export function inOrder(tokens: ScribeWord[]): ScribeWord[] {
  return isOutOfOrder(tokens) ? sorted(tokens) : tokens;
}

/**
 * Whether the order of words contradicts their timestamps. If some words have none, all stay in place, because those
 * words can't be sorted.
 */
function isOutOfOrder(tokens: readonly ScribeWord[]): boolean {
  let latest = 0;
  let disorder = false;
  for (const { type, start } of tokens) {
    if (type === 'spacing') continue;
    if (start === undefined) return false;
    disorder ||= start < latest - tolerance;
    latest = Math.max(latest, start);
  }
  return disorder;
}

/** Spacing stays with the word before it: by its own timestamps it may end before it starts. */
function sorted(tokens: readonly ScribeWord[]): ScribeWord[] {
  const groups: Array<{ start: number; tokens: ScribeWord[] }> = [];
  for (const token of tokens) {
    const last = groups[groups.length - 1];
    if (token.type === 'spacing' && last) last.tokens.push(token);
    else groups.push({ start: token.type === 'spacing' ? 0 : (token.start ?? 0), tokens: [token] });
  }
  groups.sort((one, other) => one.start - other.start);
  return groups.flatMap((group) => group.tokens);
}

/** If more than this share of words starts after the end, the end is wrong. */
const mostBehind = 0.5;

/**
 * Clamps tokens that end after the recording. Modifies the tokens.
 *
 * @param end the recording's length in seconds, if it is reported
 */
export function clampToEnd(tokens: readonly ScribeWord[], end: number | undefined): void {
  if (!end) return;
  const behind = tokens.reduce(
    (count, { start }) => (start !== undefined && start > end ? count + 1 : count),
    0,
  );
  if (behind > tokens.length * mostBehind) return;
  for (const token of tokens) {
    if (token.start !== undefined) token.start = Math.min(token.start, end);
    if (token.end !== undefined) token.end = Math.min(token.end, end);
  }
}
