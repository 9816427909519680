import { z } from 'zod';
import { TranscriptionError } from './errors';
import type { SubmittedTask } from './job';
import type { Transcript } from './transcript';

/**
 * What is known of one item's submit. `sent` without more means that the request went out and its outcome was
 * never learnt: there may be a paid task whose ID nobody knows.
 */
const progressSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('sent') }),
  z.object({
    state: z.literal('submitted'),
    task: z.object({ taskId: z.string(), submittedAtMs: z.number() }),
  }),
  z.object({
    state: z.literal('finished'),
    transcript: z.custom<Transcript>((value) => typeof value === 'object' && value !== null),
  }),
]);

type SubmitProgress = z.infer<typeof progressSchema>;

const entrySchema = z.object({ fingerprint: z.string(), progress: progressSchema });

/** Where entries are kept: a plain object that outlives a failed run of the node, such as n8n's node context. */
export type LedgerStore = Record<string, unknown>;

/** The tasks in a store, for an error that has to name them all. */
export function tasksIn(store: LedgerStore): Array<{ key: string; taskId: string }> {
  return Object.entries(store).flatMap(([key, value]) => {
    const progress = entrySchema.safeParse(value).data?.progress;
    return progress?.state === 'submitted' ? [{ key, taskId: progress.task.taskId }] : [];
  });
}

/** The keys in a store whose request went out and whose outcome was never learnt: each may have been paid. */
export function unclearIn(store: LedgerStore): string[] {
  return Object.entries(store).flatMap(([key, value]) =>
    entrySchema.safeParse(value).data?.progress.state === 'sent' ? [key] : [],
  );
}

/** How many transcripts a store holds that were received in one request, and paid for. */
export function transcriptsIn(store: LedgerStore): number {
  const entries = Object.values(store).map((value) => entrySchema.safeParse(value).data);
  return entries.filter((entry) => entry?.progress.state === 'finished').length;
}

/** Remembers what was submitted for one item, so that a second run of the node does not pay again. */
export class SubmitLedger {
  constructor(
    private readonly store: LedgerStore,
    private readonly key: string,
    /** Tells requests apart: an entry made for another recording or other settings counts for nothing. */
    private readonly fingerprint: string,
  ) {}

  /** The task that an earlier run submitted for the same request. */
  get task(): SubmittedTask | undefined {
    const { progress } = this;
    return progress?.state === 'submitted' ? progress.task : undefined;
  }

  /** The transcript that an earlier run received for the same request. */
  get transcript(): Transcript | undefined {
    const { progress } = this;
    return progress?.state === 'finished' ? progress.transcript : undefined;
  }

  /**
   * @param providerName as the user sees it
   * @throws TranscriptionError (`submitUnclear`) when the answer to an earlier submit was lost
   */
  assertClear(providerName: string): void {
    if (this.progress?.state !== 'sent') return;
    throw new TranscriptionError(
      `The answer of ${providerName} to an earlier attempt was lost, so the recording was not sent again.`,
      {
        code: 'submitUnclear',
        mayHaveCharged: true,
        description: `${providerName} may already have accepted and charged it. Check your ${providerName} account; to transcribe the recording anew, run the workflow again.`,
      },
    );
  }

  /**
   * Sends one request that costs money. The note that it went out stays behind unless the failure makes
   * certain that nothing was created.
   */
  async charge<T>(send: () => Promise<T>): Promise<T> {
    this.write({ state: 'sent' });
    try {
      return await send();
    } catch (error) {
      if (error instanceof TranscriptionError && !error.mayHaveCharged) this.forget();
      throw error;
    }
  }

  rememberTask(task: SubmittedTask): void {
    this.write({ state: 'submitted', task });
  }

  rememberTranscript(transcript: Transcript): void {
    this.write({ state: 'finished', transcript });
  }

  forget(): void {
    delete this.store[this.key];
  }

  private get progress(): SubmitProgress | undefined {
    const entry = entrySchema.safeParse(this.store[this.key]).data;
    return entry?.fingerprint === this.fingerprint ? entry.progress : undefined;
  }

  private write(progress: SubmitProgress): void {
    this.store[this.key] = { fingerprint: this.fingerprint, progress };
  }
}
