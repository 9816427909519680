import { createHash } from 'crypto';
import type { ProviderSettings } from '../../providers/registry';
import { createPacer, type PacePolicy, type Pacer } from '../../transcription/calls/pace';
import type { TranscriptionProvider } from '../../transcription/provider';
import { systemClock } from './clock';

/** What all executions of this process that use one account share, so that together they keep to its limits. */
export interface Account {
  /** Lets requests that only ask start, at the provider's pace. */
  readonly reads: Pacer;
  /** Lets requests that cost money start. Those who chose a pace of their own share it among themselves. */
  submits(policy: PacePolicy): Pacer;
}

/** Beyond it, the account that was quiet longest is forgotten: it starts anew with a full window. */
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
    reads: createPacer(readPace, systemClock),
    submits(policy) {
      const name = `${policy.starts}/${policy.perMs}`;
      const pacer = submits.get(name) ?? createPacer(policy, systemClock);
      submits.set(name, pacer);
      return pacer;
    },
  };
}
