import { z } from 'zod';
import { toMilliseconds } from '../milliseconds';
import type { Transcript } from '../transcript';
import { purchaseSchema } from './purchase';

/** A stretch of a recording, in seconds. */
const rangeSchema = z.object({ startSeconds: z.number(), endSeconds: z.number().optional() });

export type PartRange = z.infer<typeof rangeSchema>;

/**
 * What is known about one item's submit. `sent` alone means that the request was sent and its outcome never learnt:
 * there may be a paid task whose ID is unknown.
 */
const progressSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('sent'),
    /** The attempt's error message. */
    failure: z.string().optional(),
  }),
  z.object({
    state: z.literal('submitted'),
    task: z.object({ taskId: z.string(), submittedAtMs: z.number() }),
  }),
  z.object({
    state: z.literal('finished'),
    transcript: z.custom<Transcript>((value) => typeof value === 'object' && value !== null),
  }),
  /** The recording goes out in parts, each with an entry of its own. */
  z.object({ state: z.literal('inParts'), parts: z.array(rangeSchema) }),
]);

export type SubmitProgress = z.infer<typeof progressSchema>;

/** What a ledger's store holds under one key. */
export const entrySchema = z.object({ purchase: purchaseSchema, progress: progressSchema });

/** Without what else the callers' objects hold, and without digits that a file's clock doesn't have. */
export function ranges(parts: readonly PartRange[]): PartRange[] {
  return parts.map(({ startSeconds, endSeconds }) => ({
    startSeconds: toMilliseconds(startSeconds),
    ...(endSeconds === undefined ? {} : { endSeconds: toMilliseconds(endSeconds) }),
  }));
}
