import { inspect } from 'node:util';
import type { ProviderDefinition, ProviderSettings } from '../../../providers/registry';
import type { TranscriptionError } from '../../../transcription/errors';
import { createPacer } from '../../../transcription/calls/pace';
import { pollUntilDone } from '../../../transcription/tasks/poll';
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

/** What the suite has to know of a provider; all else it learns from the provider and from the emulator. */
export interface ProviderSetup {
  /** Its entry in the registry. */
  definition: ProviderDefinition;
  /** What a credential for the emulated service holds. */
  settings(emulator: Emulator): ProviderSettings;
  /** The request that costs money, and the one behind `balance()`, as the emulator calls them. */
  submits: RequestFault['on'];
  asksBalance: RequestFault['on'];
  /** The request behind `read()`, for a provider of tasks. */
  readsTask?: RequestFault['on'];
  /** The fixtures in a format that the provider does not take. */
  refusedFixtures: readonly string[];
  /** The language in a submit that the emulator received. */
  languageIn(submit: RequestRecord): unknown;
  /** Options that are refused, each with what the message has to call it. */
  badOptions: ReadonlyArray<readonly [options: object, nameOnTheScreen: string]>;
}

export type Bench = ReturnType<typeof useBench>;

/** A provider that talks to the emulator, as new before each test, and what the tests do with it. */
export function useBench(setup: ProviderSetup) {
  const service = useEmulator();
  const { spoil, received } = service;
  let runtime: TestRuntime;
  let provider: TranscriptionProvider;

  function connect(change: Partial<ProviderSettings> = {}): void {
    const settings = { ...setup.settings(service.emulator), ...change };
    runtime = service.newRuntime(settings.apiKey);
    provider = setup.definition.create(runtime, settings);
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
    /** Takes a provider for other settings than the right ones. */
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

    /** As the node does it: check, send, and, where there is a task, wait until it has ended. */
    transcribe: async (change: Partial<TranscriptionRequest> = {}): Promise<Transcript> => {
      const current = provider;
      const { clock } = runtime;
      const request = current.check(ask(change));
      if (current.kind === 'request') return await current.transcribe(request);
      const task = await current.submit(request);
      await service.control.endTask(task.taskId);
      return await pollUntilDone(current, task, {
        clock,
        pacer: createPacer(current.readPace, clock),
        deadlineMs: clock.now() + 600_000,
      });
    },

    /** The error of something that has to fail. It never shows the key, wherever one looks. */
    failure: async (attempt: Promise<unknown>): Promise<TranscriptionError> => {
      const error = await failureOf(attempt);
      const everything = inspect(error, { depth: Infinity }) + error.stack;
      const { apiKey } = setup.settings(service.emulator);
      for (const key of [apiKey, wrongKey]) expect(everything).not.toContain(key);
      return error;
    },

    /** How often something was sent that costs money, and how often it did. */
    sentAndCharged: () => service.sentAndCharged(setup.submits),

    /** The one request that cost money. */
    submitted: async (): Promise<RequestRecord> => {
      const [submit, ...others] = await received(setup.submits);
      if (submit && others.length === 0) return submit;
      throw new Error(`There were ${others.length + (submit ? 1 : 0)} submits in place of one`);
    },
  };
}
