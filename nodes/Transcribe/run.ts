import type { IExecuteFunctions } from 'n8n-workflow';
import { definitionOf } from '../../providers/registry';
import { createLimiter } from '../../transcription/calls/limit';
import { type Pacer, unlimited } from '../../transcription/calls/pace';
import type { ProviderRuntime, TranscriptionProvider } from '../../transcription/provider';
import { defaultRetryPolicy, retry } from '../../transcription/calls/retry';
import { type LedgerStore, type SubmitLedger } from '../../transcription/tasks/submitLedger';
import { isPrivateUrl } from '../../transcription/callbacks/privateUrl';
import { ticketKey } from '../../transcription/callbacks/ticket';
import { accountOf } from '../shared/account';
import { systemClock } from '../shared/clock';
import { credentialTypes, readSettings } from '../shared/credentials';
import { createHttpClient } from '../shared/http/httpClient';
import { nodeMemory } from './nodeMemory';
import { StoppedByOtherItem } from './outcome';
import { readRunParameters, type RunParameters } from './parameters';
import { readingAhead, type ReadingAhead } from './suspend/earlyReads';

/** Shared by the items of one run of the node. */
export interface Run {
  readonly execution: IExecuteFunctions;
  readonly parameters: RunParameters;
  /** Signs the ticket that travels with a task. */
  readonly ticketKey: string;
  /** Aborts the run: the execution was cancelled, or a failed item stops the others. */
  readonly signal: AbortSignal;
  /** Shared by all reads with this account. */
  readonly pollPacer: Pacer;
  /** Limits how many items send at once (Items at a Time). */
  readonly sending: <T>(send: () => Promise<T>) => Promise<T>;
  /** Reads the first tasks while others are still being submitted, if the execution will be suspended. */
  readonly readingAhead: ReadingAhead;
  /** What was submitted in this run and its earlier tries. */
  readonly submitted: LedgerStore;
  /** Whether the provider is inside the own network. Then it is no way out of it. */
  readonly isProviderPrivate: boolean;
  /** The provider for one item; `ledger` records the item's submit. */
  providerFor(ledger?: SubmitLedger): TranscriptionProvider;
  retry<T>(operation: () => Promise<T>): Promise<T>;
  /** Stops further submits and all polling. Requests in flight are finished, because they may be charged. */
  halt(): void;
}

/** @throws TranscriptionError (`invalidInput`) if a parameter or the credential is invalid, or n8n's own error */
export async function openRun(execution: IExecuteFunctions): Promise<Run> {
  const parameters = readRunParameters(execution);
  const settings = await readSettings(execution, parameters.provider);
  const http = createHttpClient(execution, credentialTypes[parameters.provider], settings.apiKey);
  const halting = new AbortController();
  const cancelled = execution.getExecutionCancelSignal();
  const signal = cancelled ? AbortSignal.any([cancelled, halting.signal]) : halting.signal;
  const limit = createLimiter(parameters.itemsAtATime);

  const again = <T>(operation: () => Promise<T>) =>
    retry(operation, defaultRetryPolicy, {
      clock: systemClock,
      signal,
      onRetry: (error, delayMs) => {
        // The rate limit is the account's, so when one item hits it, all of them pause.
        if (error.facts.isLimit) submitPacer.pauseFor(delayMs);
      },
    });

  const providerFor = (ledger?: SubmitLedger): TranscriptionProvider => {
    const runtime: ProviderRuntime = {
      http,
      clock: systemClock,
      retry: again,
      charge: (send) => submitPacer.run(() => (ledger ? ledger.charge(send) : send()), signal),
      uploadTimeoutMs: parameters.requestTimeoutMs,
    };
    return definitionOf(parameters.provider).create(runtime, settings);
  };

  const provider = providerFor();
  const { submitPace = unlimited } = provider;
  const account = accountOf(provider, settings);
  const submitPacer = account.submits({ ...submitPace, ...parameters.submitPace });
  const pollPacer = account.reads;

  return {
    execution,
    parameters,
    ticketKey: ticketKey(settings.apiKey),
    signal,
    pollPacer,
    readingAhead: readingAhead(execution, pollPacer),
    submitted: nodeMemory(execution),
    sending: (send) =>
      limit(async () => {
        signal.throwIfAborted();
        return await send();
      }),
    isProviderPrivate: isPrivateUrl(settings.baseUrl),
    retry: again,
    halt: () => halting.abort(new StoppedByOtherItem()),
    providerFor,
  };
}
