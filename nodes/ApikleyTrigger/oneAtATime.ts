import { inTime } from '../shared/webhooks/answer';
import type { Result, Status } from './answer';

/** Callers who may wait for somebody else's work, each with a sandbox of n8n's. */
const mostJoined = 8;

const underWay = new Map<string, Promise<Result>>();
let joined = 0;

/** Works on what {@link joinIn} found nobody at work on. */
export function begin(key: string, work: () => Promise<Result>): Promise<Result> {
  const working = work().finally(() => underWay.delete(key));
  underWay.set(key, working);
  return working;
}

/** @returns what came of the work of another caller; undefined at once when nobody is at work */
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
