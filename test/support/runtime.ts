import type { HttpClient } from '../../transcription/calls/http';
import type { ProviderRuntime } from '../../transcription/provider';
import { defaultRetryPolicy, retry } from '../../transcription/calls/retry';
import type { FakeClock } from './fakeClock';

/** A provider's runtime as the node builds it, except for fake time and fixed randomness. */
export class TestRuntime implements ProviderRuntime {
  /** How many paid requests were sent. */
  charges = 0;
  readonly uploadTimeoutMs = 30_000;

  constructor(
    readonly http: HttpClient,
    readonly clock: FakeClock,
  ) {}

  readonly retry = <T>(operation: () => Promise<T>): Promise<T> =>
    retry(operation, defaultRetryPolicy, { clock: this.clock, random: () => 0 });

  readonly charge = async <T>(send: () => Promise<T>): Promise<T> => {
    this.charges += 1;
    return await send();
  };
}
