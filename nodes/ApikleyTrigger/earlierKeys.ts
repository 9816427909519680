import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { staticDataKeys } from '../shared/nodeContext';

/*
 * An API key may be replaced while tasks with tickets signed by the old key are still running. The trigger therefore
 * keeps the public keys of the last API keys with its workflow. They are not secret: nothing can be signed with them.
 */

const storedSchema = z
  .array(z.object({ publicKey: z.string(), lastUsedMs: z.number() }))
  .catch([])
  .transform((keys) => keys.filter(({ publicKey }) => publicKey !== ''));

/** Tickets are valid for a week, and so are the keys that check them. */
const keptMs = 7 * 24 * 3_600_000;

const mostEarlier = 3;

/** n8n saves all static data when any of it changes, so the time of last use is only updated once an hour. */
const refreshedAfterMs = 3_600_000;

/** The public keys, other than the current one, whose tickets are still accepted. */
export function earlierKeys(stored: IDataObject, current: string, nowMs: number): string[] {
  return storedSchema
    .parse(stored[staticDataKeys.ticketKeys])
    .filter(({ publicKey, lastUsedMs }) => publicKey !== current && nowMs - lastUsedMs < keptMs)
    .slice(0, mostEarlier)
    .map(({ publicKey }) => publicKey);
}

/** Stores the current public key, so that its tickets are still accepted after the API key is replaced. */
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
