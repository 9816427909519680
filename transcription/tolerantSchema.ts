import { z } from 'zod';

/*
 * In a provider's answer, absent, null and of the wrong type all mean "unknown": an extra field must never cost a
 * transcript.
 */

export const optionalString = z.string().optional().catch(undefined);

/**
 * JSON allows 1e999, which is infinite, and 1e306, which becomes infinite once seconds are converted to milliseconds.
 */
export const realNumber = z.number().safe();

/** Also a number sent as text. */
export const optionalNumber = z
  .union([
    realNumber,
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number)
      .pipe(realNumber),
  ])
  .optional()
  .catch(undefined);

/** Readable entries a list may have. Ten hours of words with the spacing between them are 180,000. */
export const mostEntries = 300_000;

/** Entries that are looked at in vain. A list with more of them is of something else. */
const mostUnreadable = 1_000_000;

/**
 * The readable entries of a list from outside. A plain function reads them: a schema would create an error object for
 * each invalid one, which costs gigabytes if there are millions.
 *
 * @param read returns undefined for anything that is not an entry
 * @param most readable entries that are taken
 * @returns undefined for anything that is not a list
 */
export function readList<Entry>(
  value: unknown,
  read: (value: unknown) => Entry | undefined,
  most = mostEntries,
): Entry[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries: Entry[] = [];
  let unreadable = 0;
  for (const candidate of value) {
    const entry = read(candidate);
    if (entry !== undefined) entries.push(entry);
    else unreadable += 1;
    if (entries.length >= most || unreadable >= mostUnreadable) break;
  }
  return entries;
}

/** A list from which unreadable entries are dropped, so that they don't spoil the rest; see {@link readList}. */
export const listOf = <Entry>(read: (value: unknown) => Entry | undefined) =>
  z.unknown().transform((value): Entry[] | undefined => readList(value, read));
