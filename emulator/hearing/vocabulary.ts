import { seeded } from '../audio/seeded';
import { CONSONANTS, VOWELS } from './alphabet';

const SIZE = 300;

/**
 * The words of tone speech, of two or three syllables. None holds another, so a word that was cut between two syllables
 * is never mistaken for a whole one. Neighbouring syllables differ in both letters, which shows where one ends.
 */
export const vocabulary: readonly string[] = invented();

function invented(): string[] {
  const random = seeded(1);
  const one = (letters: string[]) => letters[Math.floor(random() * letters.length)] ?? '';
  const consonants = Object.keys(CONSONANTS);
  const vowels = Object.keys(VOWELS);
  const words: string[] = [];
  while (words.length < SIZE) {
    let word = '';
    for (let left = 2 + Math.floor(random() * 2); left > 0; left -= 1) {
      const unlike = (letter: string) => !word.slice(-2).includes(letter);
      word += one(consonants.filter(unlike)) + one(vowels.filter(unlike));
    }
    if (!words.some((other) => other.includes(word) || word.includes(other))) words.push(word);
  }
  return words;
}
