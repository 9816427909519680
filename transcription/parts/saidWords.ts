import { graphemes } from '../text/graphemes';
import { hasSpacelessScript } from '../text/scripts';
import type { Segment, Transcript } from '../transcript';
import { timedWords } from '../words/timedWords';

/** A word of a part, between which and the next one the part may be cut. */
export interface SaidWord {
  text: string;
  /** In seconds. Either both or neither. */
  start?: number;
  end?: number;
  speaker?: string;
}

/** What a part says, word by word, as precisely as the provider reports it. */
export interface Said {
  words: readonly SaidWord[];
  /** How far its times can be trusted: those within a segment are only estimated. */
  times: 'exact' | 'estimated' | 'none';
}

/** @returns one word for each of `transcript.words` if there are any */
export function saidWords({ words = [], segments = [], text }: Transcript): Said {
  if (words.length > 0) {
    const timed = timedWords(words);
    if (timed) return { words: timed, times: 'exact' };
    return {
      words: words.map(({ text: word, speaker }) => withSpeaker({ text: word }, speaker)),
      times: 'none',
    };
  }
  if (segments.length > 0) return { words: segments.flatMap(wordsOfSegment), times: 'estimated' };
  return {
    words: piecesOf(text).map((piece) => ({ text: piece.text })),
    times: text === '' ? 'exact' : 'none',
  };
}

function wordsOfSegment({ start, end, text, speaker }: Segment): SaidWord[] {
  const perCharacter = (end - start) / Math.max(1, text.length);
  return piecesOf(text).map(({ text: word, at }) =>
    withSpeaker(
      {
        text: word,
        start: start + at * perCharacter,
        end: start + (at + word.length) * perCharacter,
      },
      speaker,
    ),
  );
}

/** What spaces separate. In scripts without spaces each character, since a whole sentence is no word. */
function piecesOf(text: string): Array<{ text: string; at: number }> {
  return Array.from(text.matchAll(/[\S\u00a0\u202f]+/g)).flatMap(({ 0: written, index }) => {
    let at = index;
    return (hasSpacelessScript(written) ? graphemes(written) : [written]).map((piece) => {
      const place = { text: piece, at };
      at += piece.length;
      return place;
    });
  });
}

const withSpeaker = (word: SaidWord, speaker: string | undefined): SaidWord =>
  speaker === undefined ? word : { ...word, speaker };
