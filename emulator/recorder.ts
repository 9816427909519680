import { z } from 'zod';
import { hostSchema, operationSchema, type EmulatorEvent } from './operations';

export const requestRecordSchema = z.object({
  at: z.number(),
  host: hostSchema,
  operation: operationSchema,
  method: z.string(),
  path: z.string(),
  query: z.record(z.string()),
  headers: z.record(z.string()),
  bodyBytes: z.number(),
  /** The JSON body, or the text fields of a multipart one (a repeated field as an array). */
  fields: z.unknown(),
  fileName: z.string().optional(),
  /** The media type declared for the file's part. */
  fileType: z.string().optional(),
  fileSha256: z.string().optional(),
  fileBytes: z.number().optional(),
  /** The client disconnected before it had the whole answer. */
  aborted: z.boolean(),
  /** The HTTP status, once there is an answer. */
  status: z.number().optional(),
});

/** One request as received, kept in full so that tests can prove what was sent where. */
export type RequestRecord = z.infer<typeof requestRecordSchema>;

interface Waiter {
  on: EmulatorEvent;
  count: number;
  resolve(): void;
}

/** The log of everything received. Callers can wait for the n-th event of a kind. */
export class Recorder {
  private records: RequestRecord[] = [];
  private tally = new Map<EmulatorEvent, number>();
  private waiters: Waiter[] = [];

  add(record: RequestRecord): void {
    this.records.push(record);
    this.count(record.operation);
  }

  /** Counts an event; a callback counts once its delivery has ended. */
  count(event: EmulatorEvent): void {
    this.tally.set(event, (this.tally.get(event) ?? 0) + 1);
    this.waiters = this.waiters.filter((waiter) => {
      if (waiter.on !== event || this.counted(event) < waiter.count) return true;
      waiter.resolve();
      return false;
    });
  }

  counted(event: EmulatorEvent): number {
    return this.tally.get(event) ?? 0;
  }

  counts(): Partial<Record<EmulatorEvent, number>> {
    return Object.fromEntries(this.tally);
  }

  all(): RequestRecord[] {
    return this.records.map((record) => ({ ...record }));
  }

  /** Resolves once `count` events of a kind have occurred; rejects after `timeoutMs`. */
  waitFor(on: EmulatorEvent, count: number, timeoutMs: number): Promise<void> {
    if (this.counted(on) >= count) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        on,
        count,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        reject(new Error(`Saw ${this.counted(on)} of ${count} × ${on} within ${timeoutMs} ms`));
      }, timeoutMs);
      timer.unref();
      this.waiters.push(waiter);
    });
  }

  clear(): void {
    this.records = [];
    this.tally.clear();
  }
}
