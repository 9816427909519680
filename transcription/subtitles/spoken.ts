import { endsSentence } from '../segments/sentenceEnd';
import { endOf } from '../text/endOf';
import type { AudioEvent, Transcript } from '../transcript';
import { mayPartJoined } from '../words/boundaries';
import { isTime, type TimedWord, timedWords } from '../words/timedWords';
import { wordsOfSegments } from './segmentWords';
import type { SpokenWord } from './spokenWord';

/** How spoken words are prepared for a purpose. */
export interface Preparation {
  /** Corrects the words before sounds are placed among them. */
  correct: (said: readonly SpokenWord[]) => readonly SpokenWord[];
  longestSoundSeconds: number;
}

const asTheyAre: Preparation = { correct: (said) => said, longestSoundSeconds: Infinity };

/**
 * Everything that is said, word by word, with timestamps: from the words if there are any, otherwise from the
 * segments, as if each were spoken evenly.
 *
 * @param audioEvents whether sounds appear among the words, in brackets
 * @returns undefined when nothing has a timestamp
 */
export function spokenWords(
  transcript: Transcript,
  audioEvents: boolean,
  { correct, longestSoundSeconds }: Preparation = asTheyAre,
): readonly SpokenWord[] | undefined {
  const { words, segments } = transcript;
  const said = (words && timedWords(words)) ?? (segments && wordsOfSegments(segments));
  const events = audioEvents ? eventWords(transcript.audioEvents ?? []) : [];
  if (said === undefined && events.length === 0) return undefined;
  return withEvents(said ? correct(said) : [], events, longestSoundSeconds);
}

const withoutBrackets = (text: string): string =>
  text.slice(0, endOf(text, /[)\]）］*]/)).replace(/^[([（［*]+/, '');

function eventWords(events: readonly AudioEvent[]): TimedWord[] {
  return events.flatMap(({ start: begins, end, text, speaker }) => {
    const name = withoutBrackets(text.trim());
    const start = Math.max(0, begins ?? NaN);
    if (!isTime(start) || name === '') return [];
    return [
      {
        text: `[${name}]`,
        start,
        end: isTime(end) ? end : start,
        ...(speaker === undefined ? {} : { speaker }),
      },
    ];
  });
}

/** Each sound lasts until the next word. A sound alone does not introduce a speaker who says nothing next to it. */
function withEvents(
  said: readonly SpokenWord[],
  events: readonly TimedWord[],
  longestSeconds: number,
): readonly SpokenWord[] {
  if (events.length === 0) return said;
  const merged: SpokenWord[] = [];
  let place = 0;
  for (const event of [...events].sort((one, other) => one.start - other.start)) {
    const next = placeOf(event, said, place);
    for (const word of said.slice(place, next)) merged.push(word);
    place = next;
    const [before, after] = [said[place - 1], said[place]];
    const laughs = after !== undefined && after.speaker === event.speaker ? after : (before ?? after);
    merged.push({
      text: event.text,
      start: event.start,
      end: Math.max(event.start, Math.min(event.end, event.start + longestSeconds, after?.start ?? Infinity)),
      ...(laughs?.speaker === undefined ? {} : { speaker: laughs.speaker }),
      ...(after?.joined && { joined: true }),
    });
  }
  return [...merged, ...said.slice(place)];
}

/** How many words a sound may wait for. */
const mostToSentenceEnd = 12;

/**
 * @returns the index of the word before which a sound is shown: the first one that begins after it or, if a
 *   sentence ends during the sound, the first of the next sentence
 */
function placeOf(event: TimedWord, said: readonly TimedWord[], from: number): number {
  let place = from;
  for (let word = said[place]; word !== undefined && word.start < event.start; word = said[++place]);
  const first = place;
  for (let index = Math.max(from, first - 1); index < first + mostToSentenceEnd; index++) {
    const word = said[index];
    if (word === undefined || word.end > event.end) break;
    if (!endsSentence(word.text, said[index + 1]?.text)) continue;
    place = index + 1;
    break;
  }
  for (let word = said[place]; word?.joined; word = said[++place]) {
    if (mayPartJoined(said[place - 1]?.text ?? '', word.text)) break;
  }
  return place;
}
