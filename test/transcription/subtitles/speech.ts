import { type Atom, atomsOf } from '../../../transcription/subtitles/atoms';
import { breakCost } from '../../../transcription/subtitles/breakCost';
import type { SpokenWord } from '../../../transcription/subtitles/spokenWord';
import type { TimedWord } from '../../../transcription/words/timedWords';

export interface Speech {
  /** When it begins, in seconds. */
  at?: number;
  /** How long each word takes, in seconds. */
  each?: number;
  speaker?: string;
}

/** Consecutive words without pauses, split at spaces; a word after a `|` is joined to the one before it. */
export function say(text: string, { at = 0, each = 0.3, speaker }: Speech = {}): TimedWord[] {
  return text.split(/(?=[ |])/).map((part, index) => ({
    text: index === 0 ? part : part.slice(1),
    start: milliseconds(at + index * each),
    end: milliseconds(at + (index + 1) * each),
    ...(speaker === undefined ? {} : { speaker }),
    ...(part.startsWith('|') ? { joined: true } : {}),
  }));
}

export interface Laid {
  atoms: Atom[];
  costs: Float64Array;
}

/** As they arrive to be divided into cues and lines. */
export function laid(words: readonly SpokenWord[], mostColumns = 42): Laid {
  const atoms = atomsOf(words, mostColumns);
  return { atoms, costs: Float64Array.from(atoms, (atom, index) => breakCost(atom, atoms[index + 1])) };
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;
