/*
 * Noise with the rhythm of speech: syllables of changing loudness, short gaps between words, pauses between sentences.
 * No two seconds of it are alike, so that a stretch of it can be found again.
 */

export const speechRate = 48_000;

export interface Speech {
  seconds: number;
  /** 16-bit samples, one channel. */
  pcm: Uint8Array;
  /** The pauses between sentences, in seconds. */
  pauses: ReadonlyArray<{ from: number; to: number }>;
}

/** A linear congruential generator (Numerical Recipes): the same speech in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function speech(seconds: number): Speech {
  const random = numbers(20_260_107);
  const samples = new Int16Array(seconds * speechRate);
  const pauses: Array<{ from: number; to: number }> = [];
  let at = 0;
  let last = 0;
  while (at < samples.length) {
    const words = 2 + Math.floor(random() * 4);
    for (let word = 0; word < words; word++) {
      const length = Math.floor((0.15 + random() * 0.3) * speechRate);
      const loudness = 3_000 + random() * 12_000;
      // Voices are deeper than white noise, which encoders could not hold at the rates of speech.
      const softness = 0.6 + random() * 0.35;
      for (let sample = 0; sample < length && at < samples.length; sample++, at++) {
        last = last * softness + (random() * 2 - 1) * (1 - softness);
        samples[at] = last * loudness * 2 * Math.sin((Math.PI * sample) / length);
      }
      at += Math.floor((0.02 + random() * 0.05) * speechRate);
    }
    const pause = Math.floor((0.3 + random() * 0.3) * speechRate);
    pauses.push({ from: at / speechRate, to: Math.min(seconds, (at + pause) / speechRate) });
    at += pause;
  }
  return { seconds, pcm: new Uint8Array(samples.buffer), pauses };
}

/** Whether a place is in a pause, or in a neighbour of it that no listener would notice. */
export function isInPause({ pauses }: Speech, seconds: number, tolerance = 0.03): boolean {
  return pauses.some(({ from, to }) => seconds >= from - tolerance && seconds <= to + tolerance);
}
