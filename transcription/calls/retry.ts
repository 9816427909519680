import type { Clock } from './clock';
import { TranscriptionError } from '../errors';

export interface RetryPolicy {
  /** Total number of attempts, including the first. */
  attempts: number;
  /** Wait before the second attempt, in milliseconds; doubled for each one after it. */
  baseMs: number;
  /** The longest wait, whatever the provider asks for. */
  maxMs: number;
  /**
   * How long rate-limit refusals are waited out, in milliseconds from the first one in a row. They do not count as
   * attempts: the request was not processed, and others may use the same account for minutes.
   */
  limitedForMs: number;
  /** The longest wait between two such attempts if the provider asks for none. */
  limitedMaxMs: number;
}

/**
 * Five attempts over half a minute outlast a restarted gateway or a full rate window (10 s). A Retry-After is
 * honoured up to 60 s, as in OpenAI's own client.
 */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 5,
  baseMs: 1_000,
  maxMs: 60_000,
  limitedForMs: 10 * 60_000,
  // A full rate window (10 s) and half of another.
  limitedMaxMs: 15_000,
};

export interface RetryContext {
  clock: Clock;
  signal?: AbortSignal;
  /** Called for each failure that will be retried, with the wait in milliseconds. */
  onRetry?: (error: TranscriptionError, delayMs: number) => void;
  /** In [0, 1); spreads out the attempts of many items. */
  random?: () => number;
}

/**
 * Calls `operation` until it succeeds, fails for good, or the attempts are used up. Only a {@link TranscriptionError}
 * marked as retryable is retried: anything else is a bug.
 *
 * @throws what the last call threw, or the signal's reason
 */
export async function retry<T>(
  operation: () => Promise<T>,
  policy: RetryPolicy,
  { clock, signal, onRetry, random = Math.random }: RetryContext,
): Promise<T> {
  let failures = 0;
  let limited: { sinceMs: number; times: number } | undefined;
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof TranscriptionError && error.retryable)) throw error;
      let backoffMs: number;
      if (error.facts.isLimit) {
        limited ??= { sinceMs: clock.now(), times: 0 };
        if (clock.now() - limited.sinceMs >= policy.limitedForMs) throw error;
        backoffMs = Math.min(policy.baseMs * 2 ** limited.times++, policy.limitedMaxMs);
      } else {
        limited = undefined;
        if (++failures >= policy.attempts) throw error;
        backoffMs = policy.baseMs * 2 ** (failures - 1);
      }
      const asked = error.retryAfterMs === undefined ? undefined : Math.min(error.retryAfterMs, policy.maxMs);
      const own = Math.min(backoffMs, policy.maxMs) * (0.75 + random() / 4);
      // A provider that asks for no pause but keeps refusing is given one.
      const isInsisting = limited !== undefined && limited.times > policy.attempts;
      const delayMs = isInsisting ? Math.max(asked ?? 0, own) : (asked ?? own);
      onRetry?.(error, delayMs);
      await clock.sleep(delayMs, signal);
    }
  }
}

/**
 * How long a provider asks to wait, from `retry-after-ms` (milliseconds) or `retry-after` (seconds or an
 * HTTP date, RFC 9110 section 10.2.3).
 *
 * @param headers with names in lower case
 * @param nowMs milliseconds since the epoch
 * @returns milliseconds, or undefined when nothing usable was said
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const ms = Number(headers['retry-after-ms'] || Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined;
  // An HTTP date contains letters, but Date.parse also accepts "5, 5".
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return date > nowMs ? date - nowMs : undefined;
}
