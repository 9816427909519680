import { seeded } from '../../../emulator/audio/seeded';
import {
  chordOf,
  SAMPLE_RATE,
  SYLLABLE_SECONDS,
  syllablesOf,
  TONE_AMPLITUDE,
  VOICES,
  type ToneWord,
} from '../../../emulator/hearing/alphabet';
import { wavHeader } from '../wavHeader';
import { vocabulary } from '../../../emulator/hearing/vocabulary';

export interface ToneSpeechOptions {
  /** The same seed gives the same recording. */
  seed: number;
  seconds: number;
  /** Whether sentences are followed by pauses; without them, only the short gaps between words are left. */
  pauses?: boolean;
  /** How many voices take turns, 1 to 4. */
  voices?: number;
}

/** A recording in tone speech, made while it is read, and what is said in it. */
export interface ToneSpeech {
  words: ToneWord[];
  seconds: number;
  /** 16-bit mono at 16 kHz. */
  pcm(): Generator<Buffer>;
  /** The same with a WAV header. */
  wav(): Generator<Buffer>;
  wavBytes: number;
}

/** Silence before the first word and, at least, after the last. */
const MARGIN_SECONDS = 0.4;
const RAMP_SECONDS = 0.008;
/** Pauses are not digital silence, as in a quiet room: −66 dB of full scale. */
const NOISE = 16;
const CHUNK_SAMPLES = SAMPLE_RATE;

const HEADER_BYTES = 44;
const samplesIn = (seconds: number) => Math.round(seconds * SAMPLE_RATE);

export function toneSpeech({ seed, seconds, pauses = true, voices = 1 }: ToneSpeechOptions): ToneSpeech {
  const words = script(seeded(seed), seconds, pauses, voices);
  const samples = samplesIn(seconds);
  const wavBytes = HEADER_BYTES + samples * 2;
  const pcm = () => render(words, samples);
  return {
    words,
    seconds: samples / SAMPLE_RATE,
    pcm,
    *wav() {
      yield wavHeader(SAMPLE_RATE, 2, samples * 2);
      yield* pcm();
    },
    wavBytes,
  };
}

/** Which words are said when, and by whom: sentences of 3 to 10 words, and turns of 1 to 3 sentences. */
function script(random: () => number, seconds: number, pauses: boolean, voices: number): ToneWord[] {
  if (!Number.isInteger(voices) || voices < 1 || voices > VOICES.length) {
    throw new Error(`Tone speech has 1 to ${VOICES.length} voices`);
  }
  const between = (least: number, most: number) => least + random() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  const words: ToneWord[] = [];
  let at = MARGIN_SECONDS;
  let voice = 0;
  let wordsLeft = whole(3, 10);
  let sentencesLeft = whole(1, 3);
  for (;;) {
    const text = vocabulary[whole(0, vocabulary.length - 1)] ?? '';
    const start = samplesIn(at) / SAMPLE_RATE;
    const end = start + syllablesOf(text).length * SYLLABLE_SECONDS;
    if (end > seconds - MARGIN_SECONDS) return words;
    words.push({ text, start, end, voice });
    wordsLeft -= 1;
    if (wordsLeft > 0) {
      at = end + between(0.08, 0.12);
      continue;
    }
    at = end + (pauses ? between(0.3, 0.9) : between(0.08, 0.12));
    wordsLeft = whole(3, 10);
    sentencesLeft -= 1;
    if (sentencesLeft > 0) continue;
    sentencesLeft = whole(1, 3);
    if (voices > 1) voice = (voice + whole(1, voices - 1)) % voices;
  }
}

function* render(words: readonly ToneWord[], samples: number): Generator<Buffer> {
  const silence = noise();
  let next = 0;
  for (let from = 0; from < samples; from += CHUNK_SAMPLES) {
    const chunk = Int16Array.from(silence.subarray(0, Math.min(CHUNK_SAMPLES, samples - from)));
    for (; next < words.length; next += 1) {
      const word = words[next];
      if (!word || samplesIn(word.start) >= from + chunk.length) break;
      syllablesOf(word.text).forEach((syllable, index) => {
        place(chunk, soundOf(syllable, word.voice), samplesIn(word.start + index * SYLLABLE_SECONDS) - from);
      });
      // The rest of it belongs to the next chunk.
      if (samplesIn(word.end) > from + chunk.length) break;
    }
    yield Buffer.from(chunk.buffer);
  }
}

/** Copies as much of a sound as falls into the chunk. */
function place(chunk: Int16Array, sound: Int16Array, at: number): void {
  const begin = Math.max(0, -at);
  const end = Math.min(sound.length, chunk.length - at);
  if (begin < end) chunk.set(sound.subarray(begin, end), at + begin);
}

/** All that can be said: 160 sounds of 80 ms. */
const sounds = new Map<string, Int16Array>();

function soundOf(syllable: string, voice: number): Int16Array {
  const key = `${syllable}${voice}`;
  const sound = sounds.get(key) ?? sing(syllable, voice);
  sounds.set(key, sound);
  return sound;
}

function sing(syllable: string, voice: number): Int16Array {
  const chord = chordOf(syllable, voice);
  const length = samplesIn(SYLLABLE_SECONDS);
  const ramp = samplesIn(RAMP_SECONDS);
  return Int16Array.from({ length }, (_, at) => {
    const edge = Math.min(1, (Math.min(at, length - 1 - at) + 0.5) / ramp);
    const loudness = TONE_AMPLITUDE * (0.5 - 0.5 * Math.cos(Math.PI * edge));
    const sum = chord.reduce((all, tone) => all + Math.sin((2 * Math.PI * tone * at) / SAMPLE_RATE), 0);
    return Math.round(32_767 * loudness * sum);
  });
}

function noise(): Int16Array {
  const random = seeded(0);
  return Int16Array.from({ length: CHUNK_SAMPLES }, () => Math.round((random() * 2 - 1) * NOISE));
}
