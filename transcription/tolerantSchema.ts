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
const mostEntries = 1_000_000;

/**
 * A list from which unreadable entries are dropped, so that they don't spoil the rest. A plain function reads the
 * entries: a schema would create an error object for each invalid one, which costs gigabytes if there are millions.
 *
 * @param read returns undefined for anything that is not an entry
 * @returns undefined for anything that is not a list
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
