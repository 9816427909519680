import { createHash } from 'crypto';
import { z } from 'zod';

/**
 * What one item's request buys: three digests of it.
 *
 * Expressions may give a different value on each attempt with the same item, for example the time or a freshly signed
 * URL. So the values alone do not show whether a recording was already paid for.
 */
export const purchaseSchema = z.object({
  /** The recording, and everything that matters to the service. */
  bought: z.string(),
  /** The same without the query of the recording's URL, which may contain a signature. */
  near: z.string(),
  /**
   * The item, and the parameters as written, expressions unresolved. Absent if the same expressions may refer to
   * another recording.
   */
  written: z.string().optional(),
});

export type Purchase = z.infer<typeof purchaseSchema>;

/** How a request compares with one that was paid for, for the same item in the same execution. */
export type Likeness = 'same' | 'unclear' | 'different';

/**
 * @returns `unclear` if the requests can't be distinguished, so that this one must not be paid for: the parameters
 *   were changed by hand, and the URLs differ only in their query
 */
export function compare(one: Purchase, other: Purchase): Likeness {
  if (one.bought === other.bought) return 'same';
  if (one.written !== undefined && one.written === other.written) return 'same';
  return one.near === other.near ? 'unclear' : 'different';
}

/** What a stretch of a recording buys: the same as the whole, but not the same as another stretch. */
export function purchaseOfPart({ bought, near, written }: Purchase, range: object): Purchase {
  return {
    bought: digest(bought, range),
    near: digest(near, range),
    ...(written === undefined ? {} : { written: digest(written, range) }),
  };
}

/** @param parts plain JSON, with the properties of its objects always in the same order */
export function digest(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
