import { parseLooseJson } from '../../transcription/calls/looseJson';
import type { Balance } from '../../transcription/transcript';
import { quotaSchema } from './wire';

/** Marks a key that may spend all that the account has. */
const unlimited = -1;

/**
 * Reads the answer of `/user/quota`. Whether an account's total counts what is used is not documented, so
 * the two are handed on as they are; only a key's own limit tells what remains.
 *
 * @returns undefined when the answer holds no quota
 */
export function toBalance(body: string): Balance | undefined {
  const quota = quotaSchema.safeParse(parseLooseJson(body)).data;
  const remaining = quota?.keys?.[0].remain_quota;
  if (quota === undefined || (remaining === undefined && quota.total_quota === undefined)) return undefined;
  return {
    provider: 'elkapi',
    unit: 'USD',
    ...(remaining === undefined ? {} : { remaining: remaining === unlimited ? null : remaining }),
    ...(quota.total_quota === undefined ? {} : { total: quota.total_quota }),
    ...(quota.total_used_quota === undefined ? {} : { used: quota.total_used_quota }),
  };
}
