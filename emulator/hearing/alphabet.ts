/*
 * Tone speech: words whose sounds a program can recognise. A syllable is a chord of three tones, held for a moment: one
 * for the voice, one for the vowel, one for the consonant.
 */

/** What speech recognisers resample to. */
export const SAMPLE_RATE = 16_000;

/** As short as a syllable of a fast speaker. */
export const SYLLABLE_SECONDS = 0.08;

/** Each tone's share of full scale. Three of them leave room for what lossy codecs add. */
export const TONE_AMPLITUDE = 0.2;

/**
 * Within telephone bandwidth, which every codec keeps, and multiples of 50 Hz, so that 20 ms hold whole periods of each
 * of them and none shows up in another's place.
 */
export const VOICES = [400, 550, 700, 850] as const;
export const VOWELS = { a: 1050, e: 1250, i: 1450, o: 1650, u: 1850 } as const;
export const CONSONANTS = {
  b: 2100,
  d: 2250,
  f: 2400,
  k: 2550,
  l: 2700,
  m: 2850,
  n: 3000,
  t: 3150,
} as const;

/** One word of a recording; `voice` is an index into `VOICES`, the times are seconds from its start. */
export interface ToneWord {
  text: string;
  start: number;
  end: number;
  voice: number;
}

/** A pause as long as this ends a sentence; the gaps between words are shorter. */
export const SENTENCE_PAUSE_SECONDS = 0.25;

const isIn = <Letter extends string>(letters: Record<Letter, number>, letter: string): letter is Letter =>
  Object.hasOwn(letters, letter);

/** The chord of a syllable such as "ba". Throws for anything else. */
export function chordOf(syllable: string, voice: number): [voice: number, vowel: number, consonant: number] {
  const [consonant = '', vowel = ''] = syllable;
  const pilot = VOICES[voice];
  if (pilot === undefined || !isIn(CONSONANTS, consonant) || !isIn(VOWELS, vowel)) {
    throw new Error(`There is no syllable "${syllable}" in voice ${voice}`);
  }
  return [pilot, VOWELS[vowel], CONSONANTS[consonant]];
}

/** "bado" has "ba" and "do". */
export const syllablesOf = (word: string): string[] => word.match(/../g) ?? [];
