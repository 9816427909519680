import { providers } from '../../../providers/registry';
import type { TaskStatus } from '../../../transcription/tasks/task';
import type { TranscriptionRequest } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import type { TestRuntime } from '../../support/runtime';
import { useEmulator } from '../../support/useEmulator';

export function transcriptIn(status: TaskStatus): Transcript {
  if (status.state !== 'completed') throw new Error(`The task is ${status.state}`);
  return status.transcript;
}

/** Apikley on the emulator, reset before each test. Recordings are given by URL by default. */
export function useApikley() {
  const service = useEmulator();
  let runtime: TestRuntime;
  let apikley: ReturnType<typeof providers.apikley.create>;

  const connect = (baseUrl = service.emulator.urls.apikley) => {
    const { apikley: apiKey } = service.emulator.keys;
    runtime = service.newRuntime(apiKey);
    apikley = providers.apikley.create(runtime, { apiKey, baseUrl });
  };
  beforeEach(() => connect());

  const audioUrl = (name: string) => `${service.emulator.urls.files}/audio/${name}`;

  const submit = async (name = 'english.mp3', change: Partial<TranscriptionRequest> = {}) =>
    await apikley.submit(
      apikley.check({
        audio: { kind: 'url', url: audioUrl(name) },
        wantWords: true,
        providerOptions: {},
        ...change,
      }),
    );

  /** The ID of a completed task. */
  const endedTask = async (name?: string, change?: Partial<TranscriptionRequest>): Promise<string> => {
    const { taskId } = await submit(name, change);
    await service.control.endTask(taskId);
    return taskId;
  };

  return {
    service,
    audioUrl,
    submit,
    endedTask,
    /** Uses an Apikley at another address. */
    connect,

    get apikley() {
      return apikley;
    },
    get runtime(): TestRuntime {
      return runtime;
    },

    transcriptOf: async (name?: string, change?: Partial<TranscriptionRequest>): Promise<Transcript> =>
      transcriptIn(await apikley.read(await endedTask(name, change))),
  };
}
