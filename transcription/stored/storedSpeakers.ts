import { isRecord } from '../isRecord';
import { isDefaultName } from '../speakers/defaultNames';
import { type GivenNames, readGivenNames } from '../speakers/givenNames';
import { nonBlank } from './fields';

/**
 * @param value the stored field `speakers`: IDs, or objects with an ID
 * @param spoken the words or else the segments
 * @returns the IDs in the order in which they first speak
 */
export function speakersIn(value: unknown, spoken: ReadonlyArray<{ speaker?: string }>): string[] {
  const listed = entriesIn(value).flatMap((entry) => nonBlank(isRecord(entry) ? entry.id : entry) ?? []);
  return [...new Set([...listed, ...spoken.flatMap(({ speaker }) => speaker ?? [])])];
}

/**
 * The names that speakers had been given when the transcript was stored. "Speaker 1" is none: it would not follow the
 * language, and two speakers could never swap their numbers.
 */
export function storedNames(speakers: unknown, segments: unknown): Record<string, string> {
  const names: Record<string, string> = {};
  const add = (id: string | undefined, value: unknown) => {
    const name = nonBlank(value);
    if (id === undefined || name === undefined || isDefaultName(name) || Object.hasOwn(names, id)) return;
    names[id] = name;
  };
  for (const entry of entriesIn(speakers)) if (isRecord(entry)) add(nonBlank(entry.id), entry.name);
  for (const entry of entriesIn(segments))
    if (isRecord(entry)) add(nonBlank(entry.speaker), entry.speakerName);
  const read = readGivenNames(names);
  return read === undefined || read === '' || Array.isArray(read) ? {} : read;
}

const entriesIn = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

/**
 * The names to use: those that are given now and, for all other speakers, those of then.
 *
 * @param speakers IDs in the order in which they first speak
 */
export function withStoredNames(
  given: GivenNames,
  stored: Readonly<Record<string, string>>,
  speakers: readonly string[],
): GivenNames {
  if (Object.keys(stored).length === 0) return given;
  if (given === '') return { ...stored };
  if (!Array.isArray(given)) return { ...stored, ...given };
  const names = speakers.map((id, index) => given[index] || (stored[id] ?? ''));
  return [...names, ...given.slice(speakers.length)];
}
