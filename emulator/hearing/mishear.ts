import { seeded } from '../audio/seeded';
import type { ToneWord } from './alphabet';
import type { Heard } from './toneListener';

/** A recogniser that hears only one side of a word is less certain of it. */
const EDGE_SECONDS = 1;
/** Of the words there. */
const MISHEARD = 0.3;
const MISSED = 0.1;
const TIME_OFF_SECONDS = 0.08;

/**
 * What a careless recogniser makes of the words within a second of either end: some sound different, some are missed,
 * and all are placed less exactly. The same recording is always misheard in the same way.
 */
export function mishear({ words, seconds, noiseSeconds }: Heard): Heard {
  const random = seeded(Math.round(seconds * 1000) + words.length);
  const offset = () => (random() * 2 - 1) * TIME_OFF_SECONDS;
  let last = 0;
  const misheard = words.flatMap((word): ToneWord[] => {
    if (word.start > EDGE_SECONDS && word.end < seconds - EDGE_SECONDS) return [word];
    const luck = random();
    const start = Math.max(last, word.start + offset());
    const end = Math.min(seconds, Math.max(start + 0.01, word.end + offset()));
    if (luck < MISSED) return [];
    last = end;
    return [{ ...word, start, end, text: luck < MISSED + MISHEARD ? unclear(word.text) : word.text }];
  });
  return { words: misheard, seconds, noiseSeconds };
}

/** No word of the vocabulary has a "w". */
const unclear = (text: string) => `w${text.slice(1)}`;
