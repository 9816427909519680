import { inspect } from 'node:util';
import type { ProviderFactory, ProviderSettings } from '../../../providers/registry';
import type { TranscriptionError } from '../../../transcription/errors';
import { createPacer } from '../../../transcription/calls/pace';
import { defaultPollPolicy, pollUntilDone } from '../../../transcription/tasks/poll';
import type { TranscriptionProvider, TranscriptionRequest } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import type { Emulator } from '../../../emulator/emulator';
import type { RequestRecord } from '../../../emulator/recorder';
import { fixtureFile } from '../../support/audio';
import { failureOf } from '../../support/failure';
import type { FakeClock } from '../../support/fakeClock';
import type { TestRuntime } from '../../support/runtime';
import { useEmulator, type RequestFault } from '../../support/useEmulator';
import { anyAudio, wrongKey } from './samples';

/** What the suite must know about a provider; it learns the rest from the provider and the emulator. */
export interface ProviderSetup {
  factory: ProviderFactory;
  /** The credential for the emulated service. */
  settings(emulator: Emulator): ProviderSettings;
  /** The emulator's names for the request that costs money and the one behind `balance()`. */
  submits: RequestFault['on'];
  asksBalance: RequestFault['on'];
  /** The request behind `read()`, for a provider with tasks. */
  readsTask?: RequestFault['on'];
  /** The fixtures in a format that the provider rejects. */
  refusedFixtures: readonly string[];
  /** The language in a submit that the emulator received. */
  languageIn(submit: RequestRecord): unknown;
  /** Options that are refused, each with the name that the message must use. */
  badOptions: ReadonlyArray<readonly [options: object, nameOnTheScreen: string]>;
}

export type Bench = ReturnType<typeof useBench>;

/** A provider on the emulator, reset before each test, and helpers for the tests. */
export function useBench(setup: ProviderSetup) {
  const service = useEmulator();
  const { spoil, received } = service;
  let runtime: TestRuntime;
  let provider: TranscriptionProvider;

  function connect(change: Partial<ProviderSettings> = {}): void {
    const settings = { ...setup.settings(service.emulator), ...change };
    runtime = service.newRuntime(settings.apiKey);
    provider = setup.factory(runtime, settings);
  }
  beforeEach(() => connect());

  const ask = (change: Partial<TranscriptionRequest> = {}): TranscriptionRequest => ({
    audio: fixtureFile(anyAudio),
    wantWords: false,
    providerOptions: {},
    ...change,
  });

  return {
    setup,
    service,
    spoil,
    received,
    ask,
    /** Uses a provider with other settings than the correct ones. */
    connect,

    get provider(): TranscriptionProvider {
      return provider;
    },
    get runtime(): TestRuntime {
      return runtime;
    },
    get clock(): FakeClock {
      return runtime.clock;
    },

    /** Like the node: checks, sends and, if there is a task, waits until it has ended. */
    transcribe: async (change: Partial<TranscriptionRequest> = {}): Promise<Transcript> => {
      const current = provider;
      const { clock } = runtime;
      const request = current.check(ask(change));
      if (current.kind === 'request') return await current.transcribe(request);
      const task = await current.submit(request);
      await service.control.endTask(task.taskId);
      return await pollUntilDone(task, (taskId) => current.read(taskId), defaultPollPolicy, {
        clock,
        pacer: createPacer({ starts: 10, perMs: 1_000 }, clock),
        deadlineMs: clock.now() + 600_000,
      });
    },

    /** The error of an action that must fail. Checks that it does not contain the key anywhere. */
    failure: async (attempt: Promise<unknown>): Promise<TranscriptionError> => {
      const error = await failureOf(attempt);
      const everything = inspect(error, { depth: Infinity }) + error.stack;
      const { apiKey } = setup.settings(service.emulator);
      for (const key of [apiKey, wrongKey]) expect(everything).not.toContain(key);
      return error;
    },

    /** How many paid requests were sent, and how many were charged. */
    sentAndCharged: () => service.sentAndCharged(setup.submits),

    /** The only paid request. */
    submitted: async (): Promise<RequestRecord> => {
      const [submit, ...others] = await received(setup.submits);
      if (submit && others.length === 0) return submit;
      throw new Error(`There were ${others.length + (submit ? 1 : 0)} submits in place of one`);
    },
  };
}
