import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface CorpusWord {
  text: string;
  speaker: string;
  /** Whether the next word belongs to it: a title and a name, initials, a number and its unit. */
  bound: boolean;
  /** Whether no space stands before it. */
  joined?: boolean;
  /** An article, a preposition or a conjunction, with which no line should end. */
  isFunctionWord?: boolean;
}

export interface Spoken {
  /** ISO 639-1. */
  language: string;
  words: CorpusWord[];
}

/**
 * A meeting in thirteen languages, written for this benchmark. Each begins with `# language` and its function words
 * after `=`; a line is a turn, and `~` stands for a space at which no line should end.
 */
export function corpus(): Spoken[] {
  return partsOf('corpus.txt').map(([language = '', listed = '', ...turns]) => {
    const functionWords = new Set(listed.slice(2).split(' '));
    return {
      language,
      words: turns.flatMap((turn) => wordsOf(turn, (text) => spacedWords(text, functionWords))),
    };
  });
}

/** @returns the lines about each language, without the `#` */
export function partsOf(file: string): string[][] {
  return readFileSync(path.join(__dirname, file), 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((part) => part.trim().split('\n'));
}

/**
 * The words of a turn, which begins with the number of its speaker.
 *
 * @param split finds the words in the text
 */
export function wordsOf(
  turn: string,
  split: (text: string) => Array<Omit<CorpusWord, 'speaker'>>,
): CorpusWord[] {
  const [, speaker = '', text = ''] = /^(\d): (.+)$/.exec(turn) ?? [];
  return split(text).map((word) => ({ ...word, speaker: `speaker_${speaker}` }));
}

function spacedWords(text: string, functionWords: ReadonlySet<string>): Array<Omit<CorpusWord, 'speaker'>> {
  return text.split(' ').flatMap((group) => {
    const bound = group.split('~');
    return bound.map((word, index) => ({
      text: word,
      bound: index + 1 < bound.length,
      isFunctionWord: functionWords.has(word.toLowerCase()),
    }));
  });
}
