import { endsClause } from '../segments/sentenceEnd';
import { mayPartJoined } from '../words/boundaries';
import type { TimedWord } from '../words/timedWords';

/** A pause after which somebody else may be shown before the speaker goes on. */
const pauseSeconds = 0.3;

/** Nobody is kept from being shown for longer. A cue of one line takes about as long to say. */
const longestPhraseSeconds = 3;

/** What one speaker says in one breath; no other speaker is shown in between. */
interface Phrase<Said> {
  start: number;
  words: Said[];
}

/**
 * Lets speakers who talk at once take turns, phrase by phrase, so that an "uh-huh" is shown while it is said, and not
 * after the monologue that it was said into. What nobody interrupts stays as it is.
 *
 * @param said words, each speaker's in order of time
 */
export function inTurns<Said extends TimedWord>(said: readonly Said[]): readonly Said[] {
  if (said.every((word, index) => index === 0 || takesTurn(said[index - 1], word))) return said;
  const open = new Map<string | undefined, Phrase<Said>>();
  const phrases: Array<Phrase<Said>> = [];
  for (const word of said) {
    const phrase = open.get(word.speaker);
    if (phrase && goesOn(phrase, word)) phrase.words.push(word);
    else {
      const next = { start: word.start, words: [word] };
      open.set(word.speaker, next);
      phrases.push(next);
    }
  }
  return phrases.sort((one, other) => one.start - other.start).flatMap(({ words }) => words);
}

const takesTurn = (before: TimedWord | undefined, word: TimedWord): boolean =>
  before === undefined || before.speaker === word.speaker || word.start >= before.end;

function goesOn({ start, words }: Phrase<TimedWord>, word: TimedWord): boolean {
  const last = words[words.length - 1];
  if (last === undefined || (word.joined && !mayPartJoined(last.text, word.text))) return true;
  if (word.start - last.end >= pauseSeconds || endsClause(last.text)) return false;
  return word.end - start <= longestPhraseSeconds;
}
