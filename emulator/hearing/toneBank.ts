import { CONSONANTS, SAMPLE_RATE, TONE_AMPLITUDE, VOICES, VOWELS } from './alphabet';

/** 5 ms: the finest step at which words are placed. */
export const HOP = 80;
const HOPS_PER_WINDOW = 4;
const WINDOW = HOP * HOPS_PER_WINDOW;
export const HOP_SECONDS = HOP / SAMPLE_RATE;
/** How long before the end of the last hop the middle of its window lies. */
export const WINDOW_MIDDLE_SECONDS = WINDOW / 2 / SAMPLE_RATE;

const groups = [[...VOICES], Object.values(VOWELS), Object.values(CONSONANTS)] as const;
const frequencies = groups.flat();
const voicesEnd = groups[0].length;
const vowelsEnd = voicesEnd + groups[1].length;

/** Of the amplitude: half of it is reached where a window holds half of a syllable, and codecs take some. */
const AUDIBLE = 0.42;
/** The power in the three tones compared with all of it; speech, music and noise have far less. */
const TONAL = 0.4;
/** About −54 dB of full scale: nothing that quiet is worth the work. */
const QUIET = 0.002;

const tables = frequencies.map((frequency) => {
  const angle = (2 * Math.PI * frequency) / SAMPLE_RATE;
  return {
    cosine: Float64Array.from({ length: WINDOW }, (_, at) => Math.cos(angle * at)),
    sine: Float64Array.from({ length: WINDOW }, (_, at) => Math.sin(angle * at)),
  };
});

export interface Chord {
  voice: number;
  vowel: number;
  consonant: number;
}

/**
 * Measures the tones of the alphabet in windows of 20 ms that advance by 5 ms. Each hop is correlated once, and a window
 * is the sum of its hops, which is possible as the tones are in phase again after each window.
 */
export class ToneBank {
  private readonly hops = Array.from({ length: HOPS_PER_WINDOW }, () => ({
    power: 0,
    real: new Float64Array(frequencies.length),
    imaginary: new Float64Array(frequencies.length),
  }));
  private readonly amplitudes = new Float64Array(frequencies.length);
  private slot = 0;

  /** Takes the next hop; returns the chord in the window that ends with it, or what is there instead. */
  measure(samples: Float64Array): Chord | 'silence' | 'noise' {
    this.correlate(samples);
    let power = 0;
    for (const hop of this.hops) power += hop.power;
    if (power / WINDOW < QUIET * QUIET) return 'silence';
    for (let tone = 0; tone < frequencies.length; tone += 1) {
      let real = 0;
      let imaginary = 0;
      for (const hop of this.hops) {
        real += hop.real[tone] ?? 0;
        imaginary += hop.imaginary[tone] ?? 0;
      }
      this.amplitudes[tone] = (2 * Math.sqrt(real * real + imaginary * imaginary)) / WINDOW;
    }
    const voice = this.loudest(0, voicesEnd);
    const vowel = this.loudest(voicesEnd, vowelsEnd);
    const consonant = this.loudest(vowelsEnd, frequencies.length);
    let tonal = 0;
    for (const tone of [voice, vowel, consonant]) {
      const amplitude = this.amplitudes[tone] ?? 0;
      if (amplitude < AUDIBLE * TONE_AMPLITUDE) return 'noise';
      tonal += (amplitude * amplitude) / 2;
    }
    if (tonal < (TONAL * power) / WINDOW) return 'noise';
    return { voice, vowel: vowel - voicesEnd, consonant: consonant - vowelsEnd };
  }

  private correlate(samples: Float64Array): void {
    const hop = this.hops[this.slot];
    if (!hop) return;
    const offset = this.slot * HOP;
    this.slot = (this.slot + 1) % HOPS_PER_WINDOW;
    let power = 0;
    for (const sample of samples) power += sample * sample;
    hop.power = power;
    const quiet = power / HOP < QUIET * QUIET;
    for (const [tone, { cosine, sine }] of tables.entries()) {
      let real = 0;
      let imaginary = 0;
      for (let at = 0; at < HOP && !quiet; at += 1) {
        const sample = samples[at] ?? 0;
        real += sample * (cosine[offset + at] ?? 0);
        imaginary += sample * (sine[offset + at] ?? 0);
      }
      hop.real[tone] = real;
      hop.imaginary[tone] = imaginary;
    }
  }

  private loudest(from: number, to: number): number {
    let best = from;
    for (let tone = from + 1; tone < to; tone += 1) {
      if ((this.amplitudes[tone] ?? 0) > (this.amplitudes[best] ?? 0)) best = tone;
    }
    return best;
  }
}
