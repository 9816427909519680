import { providers } from '../../../providers/registry';
import type { AudioFile } from '../../../transcription/audio/audio';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { fixtureFile } from '../../support/audio';
import type { TestRuntime } from '../../support/runtime';
import { useEmulator } from '../../support/useEmulator';

export const request = (
  audio: AudioFile,
  change: Partial<TranscriptionRequest> = {},
): TranscriptionRequest => ({
  audio,
  wantWords: false,
  providerOptions: {},
  ...change,
});

/** ElkAPI on the emulator, reset before each test. */
export function useElkapi() {
  const service = useEmulator();
  let runtime: TestRuntime;
  let elkapi: ReturnType<typeof providers.elkapi.create>;

  beforeEach(() => {
    const { urls, keys } = service.emulator;
    runtime = service.newRuntime(keys.elkapi);
    elkapi = providers.elkapi.create(runtime, {
      apiKey: keys.elkapi,
      baseUrl: urls.elkapi,
      balanceUrl: urls.balance,
    });
  });

  return {
    service,

    get elkapi() {
      return elkapi;
    },
    get runtime(): TestRuntime {
      return runtime;
    },

    transcribe: async (name = 'english.mp3', change: Partial<TranscriptionRequest> = {}) =>
      await elkapi.transcribe(elkapi.check(request(fixtureFile(name), change))),
    translate: async (name = 'german.mp3', change: Partial<TranscriptionRequest> = {}) =>
      await elkapi.translate(elkapi.check(request(fixtureFile(name), change))),
  };
}
