import type { Speech } from '../audio/speech';
import type { StoredFile } from '../http/storedFile';
import { SENTENCE_PAUSE_SECONDS, type ToneWord } from './alphabet';
import { decode } from './decode';
import { mishear } from './mishear';
import { ToneListener, type Heard } from './toneListener';

/** The rest of a word that was cut is noise, too. More of it without a word is another kind of recording. */
const MOST_NOISE_SECONDS = 0.3;

export interface HowToHear {
  /** Whether words near the ends of a recording are sometimes misheard. */
  careless: boolean;
  signal: AbortSignal;
}

/**
 * What is said in a recording, by its sounds. Undefined if it holds sounds that are not tone speech, or nothing that
 * ffmpeg can decode; silence is speech without words.
 */
export async function transcribeTones(file: StoredFile, how: HowToHear): Promise<Speech | undefined> {
  const listener = new ToneListener();
  for await (const chunk of decode(file, how.signal)) listener.push(chunk);
  const heard = listener.end();
  if (heard.seconds === 0 || (heard.words.length === 0 && heard.noiseSeconds > MOST_NOISE_SECONDS))
    return undefined;
  return speechFrom(how.careless ? mishear(heard) : heard);
}

/** Punctuated by the pauses, and with speakers numbered in the order in which this recording has them. */
export function speechFrom({ words, seconds }: Heard): Speech {
  const voices = [...new Set(words.map(({ voice }) => voice))];
  const pauseBefore = (next: ToneWord | undefined, word: ToneWord | undefined) =>
    (next?.start ?? seconds) - (word?.end ?? 0) >= SENTENCE_PAUSE_SECONDS;
  const said = words.map((word, index) => {
    const begins = index === 0 || pauseBefore(word, words[index - 1]);
    const ends = pauseBefore(words[index + 1], word);
    const spelled = begins ? word.text.charAt(0).toUpperCase() + word.text.slice(1) : word.text;
    return {
      text: ends ? `${spelled}.` : spelled,
      start: milliseconds(word.start),
      end: milliseconds(word.end),
      speaker: `speaker_${voices.indexOf(word.voice)}`,
    };
  });
  const text = said.map((word) => word.text).join(' ');
  return {
    language: 'en',
    language3: 'eng',
    languageName: 'english',
    durationSeconds: milliseconds(seconds),
    text,
    translation: text,
    words: said,
    audioEvents: [],
  };
}

const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
