import type { Clock } from './clock';
import { TranscriptionError } from './errors';

export interface RetryPolicy {
  /** Tries in all, the first included. */
  attempts: number;
  /** Wait before the second try, in milliseconds; doubled for each one after it. */
  baseMs: number;
  /** The longest wait, whatever the provider asks for. */
  maxMs: number;
}

/**
 * Five tries over half a minute outlast a restarted gateway or a full rate window (10 s). A Retry-After is
 * honoured up to 60 s, as OpenAI's own client does.
 */
export const defaultRetryPolicy: RetryPolicy = { attempts: 5, baseMs: 1_000, maxMs: 60_000 };

export interface RetryContext {
  clock: Clock;
  signal?: AbortSignal;
  /** Told about each failure that will be tried again, with the wait in milliseconds. */
  onRetry?: (error: TranscriptionError, delayMs: number) => void;
  /** In [0, 1); spreads the tries of many items apart. */
  random?: () => number;
}

/**
 * Calls `operation` until it succeeds, fails for good, or the tries are used up.
 * Only a {@link TranscriptionError} that says it is retryable is tried again: anything else is a bug.
 *
 * @throws what the last call threw, or the signal's reason
 */
export async function retry<T>(
  operation: () => Promise<T>,
  policy: RetryPolicy,
  { clock, signal, onRetry, random = Math.random }: RetryContext,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      const again = error instanceof TranscriptionError && error.retryable && attempt < policy.attempts;
      if (!again) throw error;
      const delayMs = delayBefore(attempt, error.retryAfterMs, policy, random);
      onRetry?.(error, delayMs);
      await clock.sleep(delayMs, signal);
    }
  }
}

function delayBefore(
  attempt: number,
  askedMs: number | undefined,
  policy: RetryPolicy,
  random: () => number,
): number {
  if (askedMs !== undefined) return Math.min(askedMs, policy.maxMs);
  const backoffMs = Math.min(policy.baseMs * 2 ** (attempt - 1), policy.maxMs);
  return backoffMs * (0.75 + random() / 4);
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
  // Without letters it is no HTTP date, although Date.parse makes one of "5, 5".
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return date > nowMs ? date - nowMs : undefined;
}
