import { z } from 'zod';

const callbackAttemptSchema = z.object({
  at: z.number(),
  /** The receiver's HTTP status; null when there was no answer. */
  status: z.number().nullable(),
  answer: z.string().optional(),
  error: z.string().optional(),
});

export const callbackRecordSchema = z.object({
  taskId: z.string(),
  url: z.string(),
  /** What was sent (by the latest try). */
  headers: z.record(z.string()),
  body: z.string(),
  attempts: z.array(callbackAttemptSchema),
  outcome: z.enum(['sending', 'delivered', 'givenUp', 'lost']),
});

export type CallbackAttempt = z.infer<typeof callbackAttemptSchema>;
/** One callback, with all its tries. */
export type CallbackRecord = z.infer<typeof callbackRecordSchema>;

/** A callback on its way. */
export interface Delivery {
  /** The first try has been answered, or has failed. */
  firstAttempt: Promise<void>;
  ended: Promise<void>;
}
