/** The source of time, so that waiting takes no time in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;

  /**
   * Waits `ms` milliseconds.
   *
   * @throws the signal's reason as soon as `signal` aborts
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
