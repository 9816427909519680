import { groupWords, type WordGroup } from '../../transcription/segments/buildSegments';
import type { AudioEvent, Segment, Word } from '../../transcription/transcript';
import { alignToText } from '../../transcription/words/alignToText';
import { joinWords } from '../../transcription/words/joinWords';
import { textOfTokens, textWithoutEvents } from './spokenText';
import type { ScribeChannel, ScribeResult, ScribeWord } from './wire';

interface Spoken {
  text: string;
  words: Word[];
}

/** What is said in a recording. */
export interface Speech extends Spoken {
  /** Undefined without timestamps. */
  segments: Segment[] | undefined;
  audioEvents: AudioEvent[];
}

/** The speech of all channels, in the order in which the speakers take turns. */
export function speechOf(result: ScribeResult): Speech {
  const channels = result.channels.length > 1 ? result.channels.map(named) : result.channels;
  const events = channels.map(({ words }) => words.filter(isEvent).map(toAudioEvent));
  const spoken = channels.map(spokenIn).filter(({ text, words }) => text !== '' || words.length > 0);
  return { ...merged(spoken), audioEvents: events.length > 1 ? byStart(events.flat()) : events.flat() };
}

/** In a recording with several channels, a speaker is identified by the channel and the ID within it. */
function named(channel: ScribeChannel, index: number): ScribeChannel {
  const name = `channel_${channel.index ?? index}`;
  const words = channel.words.map((word) => ({
    ...word,
    speaker: word.speaker === undefined ? name : `${name}_${word.speaker}`,
  }));
  return { ...channel, words };
}

function spokenIn({ text: given, words: tokens }: ScribeChannel): Spoken {
  const text = given?.trim() ? textWithoutEvents(given, tokens) : textOfTokens(tokens);
  const words = tokens.filter((token) => token.type !== 'spacing' && !isEvent(token)).map(toWord);
  return { text, words: alignToText(words, text) };
}

/** Whole segments are ordered, so that overlapping speakers are not mixed up word by word. */
function merged(channels: readonly Spoken[]): Omit<Speech, 'audioEvents'> {
  const groups = channels.map(({ words }) => groupWords(words));
  // A channel without timestamps can't be placed among the others.
  if (channels.length < 2 || groups.includes(undefined)) {
    return {
      text: channels.map(({ text }) => text).join('\n'),
      words: channels.flatMap(({ words }) => words),
      segments: channels.length === 1 ? groups[0]?.map(({ segment }) => segment) : undefined,
    };
  }
  const ordered = groups
    .flatMap((group) => group ?? [])
    .sort((one, other) => one.segment.start - other.segment.start);
  const turns = turnsOf(ordered);
  return {
    text: turns.map(joinWords).join('\n'),
    words: turns.flat(),
    segments: ordered.map(({ segment }) => segment),
  };
}

/** Everything one person says before somebody else speaks. */
function turnsOf(groups: readonly WordGroup[]): Word[][] {
  const turns: Word[][] = [];
  for (const word of groups.flatMap(({ words }) => words)) {
    const turn = turns[turns.length - 1];
    if (turn && turn[0]?.speaker === word.speaker) turn.push(word);
    else turns.push([withoutJoint(word)]);
  }
  return turns;
}

/** It now follows a word other than the one it was joined to. */
function withoutJoint(word: Word): Word {
  const { joined, ...rest } = word;
  return joined ? rest : word;
}

const isEvent = ({ type }: ScribeWord): boolean => type === 'audio_event';

/**
 * Omits unknown fields. Built from parts, because deleting from hundreds of thousands of objects turns each into a
 * hash table.
 */
const toWord = ({ start, end, text, speaker }: ScribeWord): Word => ({
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
  text,
  ...(speaker === undefined ? {} : { speaker }),
});

const toAudioEvent = (event: ScribeWord): AudioEvent => toWord(event);

const byStart = (events: readonly AudioEvent[]): AudioEvent[] =>
  [...events].sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
