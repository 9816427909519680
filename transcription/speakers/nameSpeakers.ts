import type { Transcript } from '../transcript';
import { withoutFlips } from './flippedWords';
import type { GivenNames } from './givenNames';
import { speakerNames } from './speakerNames';

/** A transcript and what its speakers are called. */
export interface NamedTranscript {
  /** For readers: whoever was given the same name has the same ID, and each sentence keeps its speaker. */
  transcript: Transcript;
  /** ID → name, in the order in which the speakers first speak. */
  names: ReadonlyMap<string, string>;
  /** Whether more than one person speaks, so that readers have to be told who. */
  several: boolean;
}

/**
 * Names the speakers of a transcript, for all formats that people read. Two IDs with the same given name are one person,
 * and a single word that flips the speaker within a sentence belongs to whoever says the rest.
 */
export function nameSpeakers(transcript: Transcript, given: GivenNames): NamedTranscript {
  const { speakers = [], language } = transcript;
  const names = speakerNames(speakers, { language, given });
  const people = new Map<string, string>();
  for (const [id, name] of names) if (!people.has(name)) people.set(name, id);
  const several = people.size > 1;
  if (people.size === names.size)
    return { transcript: several ? unflipped(transcript) : transcript, names, several };
  const idOf = new Map([...names].map(([id, name]) => [id, people.get(name) ?? id]));
  return { transcript: unflipped(withIds(transcript, idOf)), names, several };
}

function unflipped(transcript: Transcript): Transcript {
  const { words, segments, language } = transcript;
  return {
    ...transcript,
    ...(words && { words: withoutFlips(words, language) }),
    ...(segments && { segments: withoutFlips(segments, language) }),
  };
}

function withIds(transcript: Transcript, idOf: ReadonlyMap<string, string>): Transcript {
  const { words, segments, audioEvents, speakers = [] } = transcript;
  const renamed = <Entry extends { speaker?: string }>(entry: Entry): Entry => {
    const speaker = entry.speaker === undefined ? undefined : idOf.get(entry.speaker);
    return speaker === undefined ? entry : { ...entry, speaker };
  };
  return {
    ...transcript,
    speakers: [...new Set(speakers.map((id) => idOf.get(id) ?? id))],
    ...(words && { words: words.map(renamed) }),
    ...(segments && { segments: segments.map(renamed) }),
    ...(audioEvents && { audioEvents: audioEvents.map(renamed) }),
  };
}
