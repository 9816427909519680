import { parseLooseJson } from '../../transcription/calls/looseJson';
import type { Balance } from '../../transcription/transcript';
import { quotaSchema } from './wire';

/** Marks a key that may spend the account's whole balance. */
const unlimited = -1;

/**
 * Reads the answer of `/user/quota`. Whether the total includes the used part is not documented, so both are returned
 * unchanged. Only a key's own limit says what remains.
 *
 * @returns undefined if the answer contains no quota
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
