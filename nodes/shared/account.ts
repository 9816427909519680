import { createHash } from 'crypto';
import type { ProviderSettings } from '../../providers/registry';
import { createPacer, type PacePolicy, type Pacer } from '../../transcription/calls/pace';
import { createSharedPacer } from '../../transcription/calls/sharedPace';
import type { TranscriptionProvider } from '../../transcription/provider';
import { systemClock } from './clock';

/** Shared by all executions of this process that use the same account, so that together they stay within its limits. */
export interface Account {
  /** Starts free requests (status, balance) at the provider's pace, or at this process's share of it. */
  readonly reads: Pacer;
  /** Starts requests that cost money. Callers with the same custom pace share one pacer. */
  submits(policy: PacePolicy): Pacer;
}

/** Beyond this, the least recently used account is dropped and later starts again with a full window. */
const mostAccounts = 1_000;

const accounts = new Map<string, Account>();

export function accountOf(
  { id: provider, readPace }: Pick<TranscriptionProvider, 'id' | 'readPace'>,
  { apiKey, baseUrl }: ProviderSettings,
): Account {
  const id = createHash('sha256')
    .update(JSON.stringify([provider, baseUrl, apiKey]))
    .digest('base64');
  const account = accounts.get(id) ?? newAccount(readPace);
  accounts.delete(id);
  accounts.set(id, account);
  const [quietest] = accounts.keys();
  if (accounts.size > mostAccounts && quietest !== undefined) accounts.delete(quietest);
  return account;
}

function newAccount(readPace: PacePolicy): Account {
  const submits = new Map<string, Pacer>();
  return {
    reads: createSharedPacer(readPace, systemClock),
    submits(policy) {
      const name = `${policy.starts}/${policy.perMs}`;
      const pacer = submits.get(name) ?? createPacer(policy, systemClock);
      submits.set(name, pacer);
      return pacer;
    },
  };
}
