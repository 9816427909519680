import { groupWords, type WordGroup } from '../segments/buildSegments';
import type { Transcript, Word } from '../transcript';
import { joinWords } from '../words/joinWords';
import type { HeardPart } from './heardPart';

/** What is said on a recording. */
export type Speech = Pick<Transcript, 'text' | 'words' | 'segments' | 'audioEvents' | 'speakers' | 'warning'>;

const channelOf = (speaker: string | undefined): string | undefined =>
  /^channel_\d+/.exec(speaker ?? '')?.[0];

/** @returns the channels that the words were said on; none if that is unknown of a word */
export function channelsOf(parts: readonly HeardPart[]): string[] {
  const channels = new Set<string>();
  for (const { transcript } of parts) {
    for (const { speaker } of transcript.words ?? []) {
      const channel = channelOf(speaker);
      if (channel === undefined) return [];
      channels.add(channel);
    }
  }
  return [...channels].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/**
 * Joins each channel on its own, and puts what was said on them in order only then: where people talk over each other,
 * two parts do not hear the words of different channels in the same order.
 *
 * @param join joins the parts of one channel
 */
export function joinChannels(
  parts: readonly HeardPart[],
  channels: readonly string[],
  join: (parts: readonly HeardPart[]) => Speech,
): Speech {
  const joined = channels.map((channel) => join(parts.map((part) => onChannel(part, channel))));
  // Whole segments are ordered, so that overlapping speakers are not mixed up word by word.
  const groups = joined
    .flatMap(({ words }) => groupWords(words ?? []) ?? [])
    .sort((one, other) => one.segment.start - other.segment.start);
  const turns = turnsOf(groups);
  const audioEvents = joined
    .flatMap((speech) => speech.audioEvents ?? [])
    .sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
  const warning = [...new Set(joined.flatMap((speech) => speech.warning ?? []))].join(' ');
  return {
    text: turns.map(joinWords).join('\n'),
    words: turns.flat(),
    segments: groups.map(({ segment }) => segment),
    ...(audioEvents.length > 0 && { audioEvents }),
    speakers: [...new Set(turns.flatMap(([first]) => first?.speaker ?? []))],
    ...(warning && { warning }),
  };
}

function onChannel({ transcript, ...place }: HeardPart, channel: string): HeardPart {
  const isOn = ({ speaker }: { speaker?: string }) => channelOf(speaker) === channel;
  const words = transcript.words?.filter(isOn);
  const audioEvents = transcript.audioEvents?.filter(isOn);
  return {
    ...place,
    transcript: { ...transcript, text: joinWords(words ?? []), words, audioEvents, segments: undefined },
  };
}

/** Everything one person says before somebody else speaks. */
function turnsOf(groups: readonly WordGroup[]): Word[][] {
  const turns: Word[][] = [];
  for (const word of groups.flatMap(({ words }) => words)) {
    const turn = turns.at(-1);
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
