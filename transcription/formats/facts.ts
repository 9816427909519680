import { languageName } from '../language';
import type { NamedTranscript } from '../speakers/nameSpeakers';
import { talkTimes } from '../speakers/talkTimes';
import type { WriteOptions } from './options';

/** Who speaks, and for how long. Whoever has the same name is one person, with the first of their IDs. */
export interface SpeakerFacts {
  id: string;
  name: string;
  /** Rounded; `percent` is the share of all speech, from 0 to 100. Absent when the transcript has no timestamps. */
  talk?: { seconds: number; percent: number };
}

/** What stands above a transcript. */
export interface Facts {
  title: string;
  /** ISO 8601, UTC. */
  transcribedAt?: string;
  durationSeconds?: number;
  /** In English. */
  language?: string;
  /** In the order in which they first speak. Empty if nobody is to be named, and if only one person speaks. */
  speakers: SpeakerFacts[];
}

/** @returns what is known about a transcript, for the formats that begin with it */
export function factsOf(
  named: NamedTranscript,
  { title, speakerLabels }: Pick<WriteOptions, 'title' | 'speakerLabels'>,
): Facts {
  const { transcript } = named;
  const { createdAt, completedAt = createdAt, durationSeconds, language: code } = transcript;
  const language = code === undefined ? undefined : languageName(code);
  return {
    title: title ?? 'Transcript',
    ...(completedAt === undefined || Number.isNaN(Date.parse(completedAt))
      ? {}
      : { transcribedAt: new Date(completedAt).toISOString() }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(language === undefined ? {} : { language }),
    speakers: speakerLabels && named.several ? speakersOf(named) : [],
  };
}

function speakersOf({ transcript, names }: NamedTranscript): SpeakerFacts[] {
  const { speakers = [], segments = [] } = transcript;
  const times = talkTimes(segments);
  const total = [...times.values()].reduce((sum, seconds) => sum + seconds, 0);
  return [...new Set(speakers)].map((id) => {
    const name = names.get(id) ?? id;
    const seconds = times.get(id);
    return seconds === undefined || total === 0
      ? { id, name }
      : { id, name, talk: { seconds: Math.round(seconds), percent: Math.round((100 * seconds) / total) } };
  });
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `2026-11-20T09:00:12.000Z` as `20 November 2026, 09:00 UTC`: the reader's time zone is unknown. */
export function readableDate(iso: string): string {
  return `${day.format(new Date(iso))}, ${iso.slice(11, 16)} UTC`;
}
