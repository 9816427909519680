import type { Word } from '../../transcription/transcript';
import { alignToText } from '../../transcription/words/alignToText';
import { joinWords } from '../../transcription/words/joinWords';
import type { ScribeWord } from './wire';

/** Characters allowed between one token and the next. Only single spaces have been seen so far. */
const reach = 40;
/** Longer tokens are looked for only at their exact place, not everywhere within reach: one may be a whole text. */
const longToken = 400;

/**
 * A channel's text without sounds such as "(laughter)", which the transcript lists separately.
 *
 * @param tokens of the same channel; each sound is looked for at its place, because its name may also be spoken
 */
export function textWithoutEvents(text: string, tokens: readonly ScribeWord[]): string {
  if (!tokens.some(({ type }) => type === 'audio_event')) return text.trim();
  const parts: string[] = [];
  let partStart = 0;
  let at = 0;
  for (const { type, text: token } of tokens) {
    const offset = offsetOf(token, text, at);
    if (type === 'spacing' || offset < 0) continue;
    if (type === 'audio_event') {
      parts.push(text.slice(partStart, at + offset));
      partStart = at + offset + token.length;
    }
    at += offset + token.length;
  }
  return joinParts([...parts, text.slice(partStart)]);
}

/** @returns how far after `at` a token begins; negative if it is not there */
function offsetOf(token: string, text: string, at: number): number {
  if (token.length <= longToken) return text.slice(at, at + reach + token.length).indexOf(token);
  const spaces = text.slice(at, at + reach).search(/\S/);
  return text.startsWith(token, at + Math.max(0, spaces)) ? Math.max(0, spaces) : -1;
}

/** The text of a channel that came without one. */
export function textOfTokens(tokens: readonly ScribeWord[]): string {
  const spoken = tokens.filter(({ type }) => type !== 'audio_event');
  if (!spoken.some(({ type }) => type === 'spacing')) {
    return joinWords(
      alignToText(
        spoken.map(({ text }): Word => ({ text })),
        '',
      ),
    );
  }
  return spoken
    .map(({ text }) => text)
    .join('')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** One space if there was one on either side, and none before a comma that already followed the sound. */
function joinParts(parts: readonly string[]): string {
  const joined: string[] = [];
  let spaced = false;
  for (const part of parts) {
    const trimmed = part.trim();
    spaced ||= /^\s/.test(part);
    if (trimmed !== '') {
      if (spaced && joined.length > 0 && !/^[\p{Pe}\p{Terminal_Punctuation}…]/u.test(trimmed))
        joined.push(' ');
      joined.push(trimmed);
      spaced = false;
    }
    spaced ||= /\s$/.test(part);
  }
  return joined.join('');
}
