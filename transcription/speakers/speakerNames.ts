import { defaultName } from './defaultNames';
import type { GivenNames } from './givenNames';

export interface Naming {
  /** Of the transcript, for the names that are not given. */
  language?: string | undefined;
  given?: GivenNames;
}

/**
 * Readable names in place of a provider's IDs ("speaker_0", "channel_1_speaker_0").
 *
 * @param speakers IDs in the order in which they first speak; repeated IDs are ignored
 * @returns ID → the given name or else "Speaker 1", "Speaker 2" …, in that order. Only given names may be the same.
 */
export function speakerNames(speakers: readonly string[], naming: Naming = {}): ReadonlyMap<string, string> {
  const ids = [...new Set(speakers)];
  const { names } = assign(ids, naming);
  const taken = new Set(names.values());
  return new Map(
    ids.map((id, index) => [id, names.get(id) ?? freeName(index + 1, ids.length, naming, taken)]),
  );
}

/** @returns the given names, or the IDs they were given for, that belong to nobody in the transcript */
export function unusedNames(speakers: readonly string[], naming: Naming): string[] {
  return assign([...new Set(speakers)], naming).unused;
}

interface Assigned {
  names: Map<string, string>;
  unused: string[];
}

function assign(ids: readonly string[], { given = '', language }: Naming): Assigned {
  const names = new Map<string, string>();
  const unused: string[] = [];
  if (given === '') return { names, unused };
  const idOf = Array.isArray(given) ? (index: string) => ids[Number(index)] : finder(ids, language);
  for (const [key, name] of Object.entries(given)) {
    const id = idOf(key);
    if (name === '') continue;
    if (id === undefined) unused.push(Array.isArray(given) ? name : key);
    else names.set(id, name);
  }
  return { names, unused };
}

/** Language models also call a speaker what the transcript calls them: "Speaker 1", or "S1" in the compact text. */
function finder(ids: readonly string[], language: string | undefined): (key: string) => string | undefined {
  const byKey = new Map<string, string>();
  for (const [index, id] of ids.entries()) {
    for (const key of [`S${index + 1}`, defaultName(index + 1, 'en'), defaultName(index + 1, language)]) {
      byKey.set(key, id);
    }
  }
  for (const id of ids) byKey.set(id, id);
  return (key) => byKey.get(key);
}

/** Somebody may be called "Speaker 2" who is not the second to speak. */
function freeName(number: number, step: number, { language }: Naming, taken: ReadonlySet<string>): string {
  for (let free = number; ; free += step) {
    const name = defaultName(free, language);
    if (!taken.has(name)) return name;
  }
}
