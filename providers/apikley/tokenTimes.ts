import type { ScribeWord } from './wire';

/** Seconds by which a word may begin before the one in front of it: rounding, and speakers who begin together. */
const tolerance = 0.05;

/** Puts tokens that came in disorder into the order of their times. */
export function inOrder(tokens: ScribeWord[]): ScribeWord[] {
  return isOutOfOrder(tokens) ? sorted(tokens) : tokens;
}

/**
 * Whether words are at other places than their times say. Words of which some have no time stay where they are:
 * nobody knows where they belong.
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

/** Spacing belongs to the word before it: by its own times it may end before it starts. */
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

/** Where more words than this share begin behind the end, it is the end that is wrong. */
const mostBehind = 0.5;

/**
 * Takes what ends behind the recording back into it. Writes into the tokens.
 *
 * @param end the recording's length in seconds, where it is told
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
