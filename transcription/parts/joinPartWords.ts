import type { Word } from '../transcript';
import { joinsByItself } from '../words/boundaries';
import { type KeptPart, meetInTime, renamed } from './keptPart';

/** @returns undefined if a part has text but no words, since subtitles made of the others would lack its text */
export function joinPartWords(parts: readonly KeptPart[]): Word[] | undefined {
  if (parts.some(({ transcript: { text, words } }) => !words?.length && text.trim() !== '')) return undefined;
  const joined: Word[] = [];
  let before: KeptPart | undefined;
  for (const part of parts) {
    const words = (part.transcript.words ?? []).slice(part.from, part.to).map((word) => renamed(word, part));
    const [first] = words;
    if (first === undefined) continue;
    words[0] = withJoint(first, joined.at(-1), before, part);
    // Only the words beside the seam are moved, and words of half a minute never lie on one side of it only.
    meetInTime(joined, words);
    for (const word of words) joined.push(word);
    before = part;
  }
  return joined.length > 0 ? joined : undefined;
}

/** Whichever part heard what is on both sides of the seam knows whether a space stands between. */
function withJoint(
  word: Word,
  previous: Word | undefined,
  before: KeptPart | undefined,
  part: KeptPart,
): Word {
  const { joined, ...separate } = word;
  if (previous === undefined) return separate;
  const replaced = before?.transcript.words?.[before.to];
  const isJoined = replaced
    ? replaced.joined
    : part.from > 0
      ? joined
      : joinsByItself(previous.text, word.text);
  return isJoined ? { ...separate, joined: true } : separate;
}
