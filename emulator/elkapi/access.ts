import type { Answer } from '../http/answer';
import type { Exchange } from '../http/route';
import type { World } from '../world';
import { elkError } from './error';

/** Runs the handler only if the request carries the key. */
export const withKey =
  (world: World, handle: (exchange: Exchange) => Promise<Answer> | Answer) => (exchange: Exchange) =>
    exchange.record.headers.authorization === `Bearer ${world.keys.elkapi}`
      ? handle(exchange)
      : elkError(world, { status: 401, message: 'Invalid token', type: 'new_api_error' });
