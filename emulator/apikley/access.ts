import type { Answer } from '../http/answer';
import type { Exchange } from '../http/route';
import type { World } from '../world';
import { refusal } from './envelope';

/** Runs the handler only if the request carries the account's key. */
export const withKey =
  (world: World, handle: (exchange: Exchange) => Promise<Answer> | Answer) => (exchange: Exchange) =>
    exchange.record.headers.authorization === `Bearer ${world.keys.apikley}`
      ? handle(exchange)
      : refusal(world.facts, 401, 'You do not have access permissions');

/** The first problem that zod reports, with the name of the field. */
export function validationMessage(error: {
  issues: Array<{ path: Array<string | number>; message: string }>;
}): string {
  const [issue] = error.issues;
  if (!issue) return 'Validation failed';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
