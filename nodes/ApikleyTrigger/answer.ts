import type { WebhookResult } from '../shared/webhooks/answer';

/**
 * The trigger's answer to its caller. `busy`, `waiting`, `unknown` and `unavailable` ask to be called again: no turn
 * was free, the task has not ended, the provider doesn't know it yet, or it could not be read in time.
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

/** The result of a callback. */
export type Result = WebhookResult<Status>;
