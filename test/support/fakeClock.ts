import type { Clock } from '../../transcription/calls/clock';

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

/**
 * A clock without real waiting. As soon as there is nothing left to do but wait, it jumps to the moment when the first
 * sleeper is due. Sleepers due at the same moment wake one after the other, in the order in which they began, and each
 * gets to act before the next.
 */
export class FakeClock implements Clock {
  /** Whole seconds, because an HTTP date has no fractions. */
  readonly startMs = Date.UTC(2030, 0, 1);
  /** The requested duration of each sleep, in the order in which they began. */
  readonly sleeps: number[] = [];
  private currentMs = this.startMs;
  private sleepers: Sleeper[] = [];
  private leaping = false;

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.currentMs - this.startMs;
  }

  now(): number {
    return this.currentMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    await new Promise<void>((wake) => {
      const sleeper = { dueMs: this.currentMs + ms, wake };
      this.sleepers.push(sleeper);
      const onAbort = () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        wake();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.leapWhenIdle();
    });
    signal?.throwIfAborted();
  }

  /** Acts once this much time has passed since the start. */
  async at<T>(elapsedMs: number, act: () => T | Promise<T>): Promise<T> {
    await new Promise<void>((wake) => {
      this.sleepers.push({ dueMs: this.startMs + elapsedMs, wake });
      this.leapWhenIdle();
    });
    return await act();
  }

  /** Everything that follows from the last jump runs in microtasks, and so before the next one. */
  private leapWhenIdle(): void {
    if (this.leaping) return;
    this.leaping = true;
    setImmediate(() => {
      this.leaping = false;
      const dueMs = Math.min(...this.sleepers.map((sleeper) => sleeper.dueMs));
      const first = this.sleepers.findIndex((sleeper) => sleeper.dueMs === dueMs);
      const [sleeper] = first < 0 ? [] : this.sleepers.splice(first, 1);
      if (!sleeper) return;
      this.currentMs = Math.max(this.currentMs, sleeper.dueMs);
      sleeper.wake();
      if (this.sleepers.length > 0) this.leapWhenIdle();
    });
  }
}
