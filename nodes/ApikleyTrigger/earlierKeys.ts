import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { staticDataKeys } from '../shared/nodeContext';

/*
 * An API key may be replaced while tasks are running, whose tickets were signed with the key of before. The trigger
 * keeps the public keys of the last ones with its workflow. They are no secret: nothing can be signed with them.
 */

const storedSchema = z
  .array(z.object({ publicKey: z.string(), lastUsedMs: z.number() }))
  .catch([])
  .transform((keys) => keys.filter(({ publicKey }) => publicKey !== ''));

/** Tickets last a week, and so does what checks them. */
const keptMs = 7 * 24 * 3_600_000;

const mostEarlier = 3;

/** n8n stores all static data when anything in it changes, so the time is not kept to the minute. */
const refreshedAfterMs = 3_600_000;

/** The public keys, other than the one of now, whose tickets still count. */
export function earlierKeys(stored: IDataObject, current: string, nowMs: number): string[] {
  return storedSchema
    .parse(stored[staticDataKeys.ticketKeys])
    .filter(({ publicKey, lastUsedMs }) => publicKey !== current && nowMs - lastUsedMs < keptMs)
    .slice(0, mostEarlier)
    .map(({ publicKey }) => publicKey);
}

/** Takes note of the public key of now, so that its tickets count when the API key is another one. */
export function rememberKey(stored: IDataObject, current: string, nowMs: number): void {
  const keys = storedSchema.parse(stored[staticDataKeys.ticketKeys]);
  const [newest] = keys;
  if (newest?.publicKey === current && nowMs - newest.lastUsedMs < refreshedAfterMs) return;
  const others = keys.filter(
    ({ publicKey, lastUsedMs }) => publicKey !== current && nowMs - lastUsedMs < keptMs,
  );
  stored[staticDataKeys.ticketKeys] = [
    { publicKey: current, lastUsedMs: nowMs },
    ...others.slice(0, mostEarlier),
  ];
}
