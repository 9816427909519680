import { createHash } from 'crypto';
import { z } from 'zod';

/**
 * What one item's request buys, seen in three ways, each a digest.
 *
 * Expressions may give another value at each try of the same item: the time, a freshly signed URL. So the values
 * alone do not tell whether a recording was paid for before.
 */
export const purchaseSchema = z.object({
  /** The recording, and all that counts for the service. */
  bought: z.string(),
  /** The same with the recording's URL as far as its query, which may hold a signature. */
  near: z.string(),
  /**
   * The item, and the parameters as they are written, expressions unresolved. Absent where another recording may
   * stand behind the same words.
   */
  written: z.string().optional(),
});

export type Purchase = z.infer<typeof purchaseSchema>;

/** How a request stands to one that was paid for, of the same item in the same execution. */
export type Likeness = 'same' | 'unclear' | 'different';

/**
 * @returns `unclear` where it can't be told, so that it must not be paid for: the parameters were changed by hand, and
 *   the URLs differ in nothing but their query
 */
export function compare(one: Purchase, other: Purchase): Likeness {
  if (one.bought === other.bought) return 'same';
  if (one.written !== undefined && one.written === other.written) return 'same';
  return one.near === other.near ? 'unclear' : 'different';
}

/** @param parts plain JSON, the properties of its objects always in the same order */
export function digest(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
