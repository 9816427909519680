import type { IExecuteFunctions } from 'n8n-workflow';
import { definitionOf } from '../../providers/registry';
import { createLimiter } from '../../transcription/calls/limit';
import { type Pacer, unlimited } from '../../transcription/calls/pace';
import type { ProviderRuntime, TranscriptionProvider } from '../../transcription/provider';
import { defaultRetryPolicy, retry } from '../../transcription/calls/retry';
import { type LedgerStore, type SubmitLedger } from '../../transcription/tasks/submitLedger';
import { ticketKey } from '../../transcription/callbacks/ticket';
import { accountOf } from '../shared/account';
import { systemClock } from '../shared/clock';
import { credentialTypes, readSettings } from '../shared/credentials';
import { createHttpClient } from '../shared/http/httpClient';
import { nodeMemory } from './nodeMemory';
import { StoppedByOtherItem } from './outcome';
import { readRunParameters, type RunParameters } from './parameters';
import { readingAhead, type ReadingAhead } from './suspend/earlyReads';

/** What the items of one run of the node share. */
export interface Run {
  readonly execution: IExecuteFunctions;
  readonly parameters: RunParameters;
  /** Signs what travels with a task. */
  readonly ticketKey: string;
  /** Ends everything: the execution was cancelled, or a failed item stops the others. */
  readonly signal: AbortSignal;
  /** Shared by all who ask with this account. */
  readonly pollPacer: Pacer;
  /** Lets so many items send at a time. */
  readonly sending: <T>(send: () => Promise<T>) => Promise<T>;
  /** Looks for the end of the first tasks while others are submitted, where the execution is to sleep. */
  readonly readingAhead: ReadingAhead;
  /** What was submitted in this run, and in earlier tries of it. */
  readonly submitted: LedgerStore;
  /** The provider as one item uses it; `ledger` is where its submit is remembered. */
  providerFor(ledger?: SubmitLedger): TranscriptionProvider;
  retry<T>(operation: () => Promise<T>): Promise<T>;
  /** Lets no further item submit and ends all polling. Requests under way are finished: they may be paid. */
  halt(): void;
}

/** @throws what the parameters or the credential lack */
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
        // A limit is the account's, so one item that hits it holds all of them back.
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
    retry: again,
    halt: () => halting.abort(new StoppedByOtherItem()),
    providerFor,
  };
}
