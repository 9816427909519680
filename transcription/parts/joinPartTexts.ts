import { joinTexts } from '../text/joinTexts';
import { joinWords } from '../words/joinWords';
import { type TextCut, textCutter } from './cutText';
import { isWhole, type KeptPart } from './keptPart';

interface KeptText {
  text: string;
  /** What stands between it and the text that was cut off before it, or behind it. Undefined if nothing was. */
  spaceBefore: string | undefined;
  spaceBehind: string | undefined;
}

/** The text of all parts, with the spaces and line ends that they had. */
export function joinPartTexts(parts: readonly KeptPart[]): string {
  let joined = '';
  let spaceBehind: string | undefined;
  for (const part of parts) {
    const kept = keptText(part);
    if (kept.text === '') continue;
    const space = spaceBehind ?? kept.spaceBefore ?? usualSpace(joined, kept.text);
    joined = joined === '' ? kept.text : joined + space + kept.text;
    spaceBehind = kept.spaceBehind;
  }
  return joined;
}

function keptText(part: KeptPart): KeptText {
  const { transcript, said, from, to } = part;
  const text = transcript.text.trim();
  if (isWhole(part)) return { text, spaceBefore: undefined, spaceBehind: undefined };
  const cut = textCutter(said.words, text);
  if (cut === undefined) return { text: textOfWords(part), spaceBefore: undefined, spaceBehind: undefined };
  const [head, tail] = [cut(from), cut(to)];
  return {
    text: text.slice(head.start, Math.max(head.start, tail.end)).trim(),
    spaceBefore: from > 0 ? spaceIn(text, head) : undefined,
    spaceBehind: to < said.words.length ? spaceIn(text, tail) : undefined,
  };
}

/** For a text that says something else than the words. */
function textOfWords({ transcript: { words }, said, from, to }: KeptPart): string {
  return words?.length
    ? joinWords(words.slice(from, to))
    : joinTexts(said.words.slice(from, to).map(({ text }) => text));
}

const spaceIn = (text: string, { end, start }: TextCut): string => {
  const between = text.slice(end, start);
  return between.trim() === '' ? between : ' ';
};

function usualSpace(before: string, after: string): string {
  const [end, start] = [before.slice(-20), after.slice(0, 20)];
  return joinTexts([end, start]).length > end.trim().length + start.trim().length ? ' ' : '';
}
