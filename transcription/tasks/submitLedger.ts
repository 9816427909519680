import { TranscriptionError } from '../errors';
import { type TaskPart, taskIdOfParts } from '../parts/partsTaskId';
import type { SubmittedTask } from './task';
import { compare, type Likeness, type Purchase, purchaseOfPart } from './purchase';
import { entrySchema, type PartRange, ranges, type SubmitProgress } from './submitEntry';
import { answerLost, notToTell } from './submitUnclear';
import type { Transcript } from '../transcript';

/** Where entries are kept: a plain object that outlives a failed run of the node, such as n8n's node context. */
export type LedgerStore = Record<string, unknown>;

/** The tasks in a store by their items, for errors that must name all of them. Those of parts have one ID together. */
export function tasksIn(store: LedgerStore): Array<{ key: string; taskId: string }> {
  const alone: Array<{ key: string; taskId: string }> = [];
  const inParts = new Map<string, TaskPart[]>();
  for (const [key, value] of Object.entries(store)) {
    const progress = entrySchema.safeParse(value).data?.progress;
    if (progress?.state !== 'submitted') continue;
    const { taskId } = progress.task;
    const [item = key, part] = key.split(partMark);
    const range = rangesIn(store, item)[Number(part) - 1];
    if (range === undefined) alone.push({ key: item, taskId });
    else inParts.set(item, [...(inParts.get(item) ?? []), { ...range, taskId }]);
  }
  const joined = [...inParts].map(([key, parts]) => {
    const inOrder = parts.sort((one, other) => one.startSeconds - other.startSeconds);
    return { key, taskId: taskIdOfParts(inOrder, rangesIn(store, key).at(-1)?.endSeconds) };
  });
  return [...alone, ...joined];
}

function rangesIn(store: LedgerStore, item: string): PartRange[] {
  const progress = entrySchema.safeParse(store[item]).data?.progress;
  return progress?.state === 'inParts' ? progress.parts : [];
}

/** The keys in a store whose request was sent and whose outcome was never learnt. Each may have been paid for. */
export function unclearIn(store: LedgerStore): string[] {
  return Object.entries(store).flatMap(([key, value]) =>
    entrySchema.safeParse(value).data?.progress.state === 'sent' ? [key] : [],
  );
}

/** Between an item's key and the number of a part of its recording. */
const partMark = '/';

/** The item that an entry belongs to, which may be one part of its recording. */
export function itemOfKey(key: string): string {
  return key.split(partMark, 1)[0] ?? key;
}

/** The keys of the paid transcripts in a store that came as the answer to a single request. */
export function transcriptsIn(store: LedgerStore): string[] {
  return Object.entries(store).flatMap(([key, value]) =>
    entrySchema.safeParse(value).data?.progress.state === 'finished' ? [key] : [],
  );
}

/** Records what was submitted for one item, so that a second run of the node does not pay again. */
export class SubmitLedger {
  /**
   * @param key the item's
   * @param purchase distinguishes requests: an entry for another purchase is ignored
   */
  constructor(
    private readonly store: LedgerStore,
    private readonly key: string,
    private readonly purchase: Purchase,
  ) {}

  /** The task that an earlier run submitted for the same request. */
  get task(): SubmittedTask | undefined {
    const progress = this.progressOf('same');
    return progress?.state === 'submitted' ? progress.task : undefined;
  }

  /** The transcript that an earlier run received for the same request. */
  get transcript(): Transcript | undefined {
    const progress = this.progressOf('same');
    return progress?.state === 'finished' ? progress.transcript : undefined;
  }

  /**
   * @param providerName as the user sees it
   * @throws TranscriptionError (`submitUnclear`) if the request may already have been paid for: the answer to an
   *   earlier submit was lost, or what it bought can't be distinguished from this request
   */
  assertClear(providerName: string): void {
    if (this.likeness === 'unclear') {
      const progress = this.progressOf('unclear');
      throw notToTell(providerName, progress?.state === 'submitted' ? progress.task.taskId : undefined);
    }
    const progress = this.progressOf('same');
    if (progress?.state === 'sent') throw answerLost(providerName, progress.failure);
  }

  /**
   * Sends one request that costs money. The entry for it is removed only after a failure that proves nothing was
   * created.
   */
  async charge<T>(send: () => Promise<T>): Promise<T> {
    this.write({ state: 'sent' });
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TranscriptionError)) throw error;
      if (error.mayHaveCharged) this.write({ state: 'sent', failure: error.message });
      else this.forget();
      throw error;
    }
  }

  /** The parts in which an earlier run sent the same recording. */
  get parts(): PartRange[] | undefined {
    const progress = this.progressOf('same');
    return progress?.state === 'inParts' ? progress.parts : undefined;
  }

  /**
   * The ledger of one part: a purchase of its own, so that it alone is paid again if it fails.
   *
   * @param index from 0
   */
  ofPart(index: number, range: PartRange): SubmitLedger {
    return new SubmitLedger(
      this.store,
      `${this.key}${partMark}${index + 1}`,
      purchaseOfPart(this.purchase, { parts: ranges([range]) }),
    );
  }

  /**
   * @param parts in which the recording is to be sent now; undefined to send it whole
   * @param providerName as the user sees it
   * @throws TranscriptionError (`submitUnclear`) if an earlier run cut the recording elsewhere and may have paid for a
   *   part: the same stretch would be paid for again
   */
  assertSameParts(parts: readonly PartRange[] | undefined, providerName: string): void {
    const known = this.parts;
    if (known === undefined || (parts && JSON.stringify(known) === JSON.stringify(ranges(parts)))) return;
    const sent = known.flatMap((range, index) => {
      const { likeness, entry } = this.ofPart(index, range);
      return likeness === 'different' ? [] : [{ range, progress: entry.data?.progress }];
    });
    if (sent.length === 0) return;
    const tasks = sent.flatMap(({ range, progress }) =>
      progress?.state === 'submitted' ? [{ ...range, taskId: progress.task.taskId }] : [],
    );
    throw notToTell(
      providerName,
      tasks.length === 0 ? undefined : taskIdOfParts(tasks, known.at(-1)?.endSeconds),
    );
  }

  /** @throws as {@link assertSameParts} */
  rememberParts(parts: readonly PartRange[], providerName: string): void {
    this.assertSameParts(parts, providerName);
    this.write({ state: 'inParts', parts: ranges(parts) });
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

  private progressOf(likeness: Likeness): SubmitProgress | undefined {
    return this.likeness === likeness ? this.entry.data?.progress : undefined;
  }

  private get likeness(): Likeness {
    if (!Object.hasOwn(this.store, this.key)) return 'different';
    const { data } = this.entry;
    // Another version may have written it. Whatever it records as paid is not paid for again.
    return data === undefined ? 'unclear' : compare(data.purchase, this.purchase);
  }

  private get entry() {
    return entrySchema.safeParse(this.store[this.key]);
  }

  private write(progress: SubmitProgress): void {
    this.store[this.key] = { purchase: this.purchase, progress };
  }
}
