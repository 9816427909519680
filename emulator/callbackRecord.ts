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
  /** As sent by the latest try. */
  headers: z.record(z.string()),
  body: z.string(),
  attempts: z.array(callbackAttemptSchema),
  outcome: z.enum(['sending', 'delivered', 'givenUp', 'lost']),
});

export type CallbackAttempt = z.infer<typeof callbackAttemptSchema>;
/** One callback, with all its tries. */
export type CallbackRecord = z.infer<typeof callbackRecordSchema>;

/** A callback being delivered. */
export interface Delivery {
  /** Settles once the first try was answered or has failed. */
  firstAttempt: Promise<void>;
  ended: Promise<void>;
}
