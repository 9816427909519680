import { inTime } from '../shared/webhooks/answer';
import type { Result, Status } from './answer';

/** Callers that may wait for another caller's work. Each keeps one of n8n's sandboxes. */
const mostJoined = 8;

const underWay = new Map<string, Promise<Result>>();
let joined = 0;

/** Starts the work if {@link joinIn} found none under way. */
export function begin(key: string, work: () => Promise<Result>): Promise<Result> {
  const working = work().finally(() => underWay.delete(key));
  underWay.set(key, working);
  return working;
}

/** @returns the result of another caller's work; undefined immediately if none is under way */
export function joinIn(key: string): Promise<Status> | undefined {
  const other = underWay.get(key);
  if (other === undefined) return undefined;
  if (joined >= mostJoined) return Promise.resolve('busy');
  joined += 1;
  const result = other.catch(() => undefined);
  return inTime(result)
    .then((ended) => ended?.status ?? 'unavailable')
    .finally(() => void (joined -= 1));
}
