import { CONSONANTS, SAMPLE_RATE, VOICES, VOWELS, type ToneWord } from './alphabet';
import { HOP, HOP_SECONDS, ToneBank, WINDOW_MIDDLE_SECONDS, type Chord } from './toneBank';

/** So many hops without a chord end a word: codecs may blur one for 40 ms where syllables change. */
const GAP_HOPS = 10;
/** Fewer are the passage from one syllable to the next, or too short to be heard. */
const SOUND_HOPS = 4;
/** Less of a syllable is not heard as one. */
const SYLLABLE_HOPS = 6;
/** Where the recording itself may have been cut, a syllable must be nearly whole. */
const WHOLE_SYLLABLE_HOPS = 14;
/** Tones fade in and out, so they are noticed that much too late, and missed that much too early. */
const FADE_SECONDS = 0.005;
/** How near to an end of the recording that is; codecs may lose as much. */
const EDGE_SECONDS = 0.25;

const letters = { vowels: Object.keys(VOWELS), consonants: Object.keys(CONSONANTS) };

interface Sound {
  vowel: number;
  consonant: number;
  hops: number;
}

interface OpenWord {
  firstHop: number;
  lastHop: number;
  sounds: Sound[];
  voices: number[];
}

/** What was heard in a recording. */
export interface Heard {
  words: ToneWord[];
  seconds: number;
  /** How much of it was neither silent nor tone speech. */
  noiseSeconds: number;
}

/**
 * Recognises tone speech in 16-bit mono PCM that arrives in pieces. A word of which a part is missing is heard as the
 * letters that are left.
 */
export class ToneListener {
  private readonly bank = new ToneBank();
  private readonly hop = new Float64Array(HOP);
  private filled = 0;
  private hops = 0;
  private samples = 0;
  private noisyHops = 0;
  private oddByte: number | undefined;
  private word: OpenWord | undefined;
  /** Words whose end may turn out to be the end of the recording are only read once that is known. */
  private readonly finished: OpenWord[] = [];
  private readonly words: ToneWord[] = [];

  push(bytes: Buffer): void {
    let at = 0;
    if (this.oddByte !== undefined && bytes.length > 0) {
      this.take(Buffer.from([this.oddByte, bytes[0] ?? 0]).readInt16LE(0));
      this.oddByte = undefined;
      at = 1;
    }
    for (; at + 1 < bytes.length; at += 2) this.take(bytes.readInt16LE(at));
    if (at < bytes.length) this.oddByte = bytes[at];
  }

  end(): Heard {
    const seconds = this.samples / SAMPLE_RATE;
    // A word that lasts until the very end shows as one only if something follows it.
    const hopsAfter = Math.ceil(WINDOW_MIDDLE_SECONDS / HOP_SECONDS) + GAP_HOPS;
    const { samples } = this;
    for (let count = 0; count < hopsAfter * HOP + HOP; count += 1) this.take(0);
    this.samples = samples;
    this.read(seconds);
    return { words: this.words, seconds, noiseSeconds: this.noisyHops * HOP_SECONDS };
  }

  private take(sample: number): void {
    this.hop[this.filled] = sample / 32_768;
    this.filled += 1;
    this.samples += 1;
    if (this.filled < HOP) return;
    this.filled = 0;
    this.follow(this.bank.measure(this.hop));
    this.hops += 1;
  }

  private follow(chord: Chord | 'silence' | 'noise'): void {
    if (typeof chord === 'string') {
      if (chord === 'noise') this.noisyHops += 1;
      if (this.word && this.hops - this.word.lastHop >= GAP_HOPS) {
        this.finished.push(this.word);
        this.word = undefined;
        // All but the last few can't be at the end any more.
        if (this.finished.length > 10) this.read(Infinity, 5);
      }
      return;
    }
    this.word ??= { firstHop: this.hops, lastHop: this.hops, sounds: [], voices: VOICES.map(() => 0) };
    const { word } = this;
    word.lastHop = this.hops;
    word.voices[chord.voice] = (word.voices[chord.voice] ?? 0) + 1;
    const last = word.sounds.at(-1);
    if (last?.vowel === chord.vowel && last.consonant === chord.consonant) last.hops += 1;
    else word.sounds.push({ vowel: chord.vowel, consonant: chord.consonant, hops: 1 });
  }

  /** Turns finished words into text, except for the last `keep`. */
  private read(seconds: number, keep = 0): void {
    for (const word of this.finished.splice(0, this.finished.length - keep)) {
      const start = timeOf(word.firstHop) - FADE_SECONDS;
      const end = timeOf(word.lastHop) + FADE_SECONDS;
      const text = textOf(word.sounds, {
        start: start < EDGE_SECONDS,
        end: end > seconds - EDGE_SECONDS,
      });
      if (text === '') continue;
      const voice = word.voices.indexOf(Math.max(...word.voices));
      this.words.push({ text, start: Math.max(0, start), end: Math.min(end, seconds), voice });
    }
  }
}

/** The middle of the window that ended with a hop. */
const timeOf = (hop: number) => (hop + 1) * HOP_SECONDS - WINDOW_MIDDLE_SECONDS;

function textOf(heard: Sound[], near: { start: boolean; end: boolean }): string {
  const sounds: Sound[] = [];
  for (const sound of heard) {
    if (sound.hops < SOUND_HOPS) continue;
    const last = sounds.at(-1);
    // A syllable that was disturbed for a moment.
    if (last?.vowel === sound.vowel && last.consonant === sound.consonant) last.hops += sound.hops;
    else sounds.push({ ...sound });
  }
  return sounds
    .map(({ vowel, consonant, hops }, index) => {
      const first = index === 0;
      const last = index === sounds.length - 1;
      const cut = (edge: boolean) => hops < (edge ? WHOLE_SYLLABLE_HOPS : SYLLABLE_HOPS);
      const spelled = [letters.consonants[consonant] ?? '', letters.vowels[vowel] ?? ''] as const;
      // Whose beginning is missing loses its consonant, whose end is missing its vowel.
      if (first && cut(near.start)) return spelled[1];
      return last && cut(near.end) ? spelled[0] : spelled.join('');
    })
    .join('');
}
