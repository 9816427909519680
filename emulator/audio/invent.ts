import type { SpokenWord } from '../recordings/fixtures';
import type { Speech } from './speech';
import { seeded } from './seeded';

const VOCABULARY =
  'the parcel letter shop garden window street morning evening train river bread coffee meeting answer question customer order invoice delivery arrives leaves opens closes brings needs calls sends today tomorrow soon again always early late on at before after'.split(
    ' ',
  );

/** The pace of a calm speaker, about 150 words a minute. */
const SECONDS_PER_WORD = 0.4;

/**
 * An English transcript for an unknown recording: the same bytes give the same words, spread over its duration.
 *
 * @param opening what it begins with, whole even where the recording is too short to say it; nothing by default
 */
export function invent(sha256: string, durationSeconds: number, opening = ''): Speech {
  const random = seeded(Number.parseInt(sha256.slice(0, 8), 16));
  const said = opening.split(/\s+/).filter((word) => word !== '');
  const count = Math.max(1, said.length, Math.floor(durationSeconds / SECONDS_PER_WORD));
  const words: SpokenWord[] = [];
  let inSentence = 0;
  let sentence = 0;
  for (let index = 0; index < count; index += 1) {
    const given = said[index];
    const plain = VOCABULARY[Math.floor(random() * VOCABULARY.length)] ?? 'the';
    const last = given?.endsWith('.') ?? (index === count - 1 || (inSentence >= 5 && random() < 0.2));
    const start = (index * durationSeconds) / count;
    words.push({
      text:
        given ??
        `${inSentence === 0 ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain}${last ? '.' : ''}`,
      start: milliseconds(start),
      end: milliseconds(start + (0.8 * durationSeconds) / count),
      speaker: `speaker_${sentence % 2}`,
    });
    inSentence = last ? 0 : inSentence + 1;
    sentence += last ? 1 : 0;
  }
  const text = words.map((word) => word.text).join(' ');
  return {
    language: 'en',
    language3: 'eng',
    languageName: 'english',
    durationSeconds: milliseconds(durationSeconds),
    text,
    translation: text,
    words,
    audioEvents: [],
  };
}

const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
