import { parseJson } from '../calls/json';
import { isRecord } from '../isRecord';
import { cutToColumns } from '../text/graphemes';
import { oneLine } from '../text/oneLine';

/** Names by order of first speech, where an empty one is not given; or by ID. An empty text if there are none. */
export type GivenNames = '' | string[] | Record<string, string>;

/** Two lines of subtitles are 84 columns wide by default, and somebody has to say something, too. */
const mostColumns = 80;

/** Commas of all scripts. Names that contain one can be given as JSON. */
const separators = /[,،、，\n\r]/;

/**
 * Reads the names of speakers as users, expressions and language models write them: `Anna, Boris`, a list,
 * `{"speaker_0": "Anna"}`, a list like the output's own (`[{"id": "speaker_0", "name": "Anna"}]`), or JSON of these.
 * Names are put on one line and cut to a length that fits into subtitles.
 *
 * @returns undefined if it is none of these
 */
export function readGivenNames(value: unknown): GivenNames | undefined {
  const given = typeof value === 'string' ? fromText(value.trim()) : value;
  if (given === undefined || given === null || given === '') return '';
  if (typeof given === 'number') return [String(given)];
  if (Array.isArray(given)) return fromList(given);
  return isRecord(given) ? fromEntries(Object.entries(given)) : undefined;
}

function fromText(text: string): unknown {
  if (!/^[[{]/.test(text)) return text === '' ? '' : text.split(separators);
  return parseJson(text) ?? false;
}

function fromList(list: readonly unknown[]): GivenNames | undefined {
  if (list.length > 0 && list.every(isRecord)) {
    const entries = list.flatMap(({ id, name }): Array<[string, unknown]> =>
      typeof id === 'string' || typeof id === 'number' ? [[String(id), name]] : [],
    );
    return entries.length === list.length ? fromEntries(entries) : undefined;
  }
  const names = list.map(nameIn);
  const last = names.findLastIndex((name) => name !== '');
  return names.every((name) => name !== undefined) ? orNone(names.slice(0, last + 1)) : undefined;
}

function fromEntries(entries: ReadonlyArray<[string, unknown]>): GivenNames | undefined {
  const named: Array<[string, string]> = [];
  for (const [id, value] of entries) {
    const name = nameIn(value);
    if (name === undefined) return undefined;
    if (name !== '') named.push([id.trim(), name]);
  }
  return named.length === 0 ? '' : Object.fromEntries(named);
}

const orNone = (names: string[]): GivenNames => (names.length === 0 ? '' : names);

/** @returns an empty text for a blank, which leaves the default name; undefined if it is no name */
function nameIn(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [name = ''] = cutToColumns(oneLine(String(value)).normalize(), mostColumns);
  return name.trim();
}
