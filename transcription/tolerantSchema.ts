import { z } from 'zod';

/* In a provider's answer absent, null and of the wrong type all mean "not known": an extra field must never cost a transcript. */

export const optionalString = z.string().optional().catch(undefined);

/** JSON can say 1e999, which is infinite, and 1e306, which becomes so where seconds are counted in milliseconds. */
export const realNumber = z.number().safe();

/** Also a number that came as text. */
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

/** Readable entries that a list may have: ten hours of words with the spacing between them are 180,000. */
const mostEntries = 1_000_000;

/**
 * A list in which an unreadable entry is left out instead of spoiling the rest. Entries are read by a plain function:
 * a schema would make an error object for each invalid one, which costs gigabytes where millions are.
 *
 * @param read returns undefined for what is not an entry
 * @returns undefined for what is no list
 */
export const listOf = <Entry>(read: (value: unknown) => Entry | undefined) =>
  z.unknown().transform((value): Entry[] | undefined => {
    if (!Array.isArray(value)) return undefined;
    const entries: Entry[] = [];
    for (const candidate of value) {
      const entry = read(candidate);
      if (entry !== undefined) entries.push(entry);
      if (entries.length >= mostEntries) break;
    }
    return entries;
  });
