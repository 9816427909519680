import type { WebhookResult } from '../shared/webhooks/answer';

/**
 * What the caller of the trigger is told. `busy`, `waiting`, `unknown` and `unavailable` ask to be called again: there
 * was no turn, the task has not ended, the provider does not know it yet, or it could not be read in time.
 */
export type Status = 'received' | 'refused' | 'busy' | 'waiting' | 'unknown' | 'unavailable';

export const httpStatus: Record<Status, number> = {
  received: 200,
  refused: 403,
  busy: 503,
  waiting: 503,
  unknown: 503,
  unavailable: 503,
};

/** What came of a callback. */
export type Result = WebhookResult<Status>;
