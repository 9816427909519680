import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { Agent } from 'undici';
import { Hearing } from './audio/hearing';
import { Callbacks } from './callbacks';
import { defaultFacts, type Facts } from './facts';
import { FaultList } from './faults';
import { FileLibrary } from './files/library';
import { FileStore } from './http/storedFile';
import { TaskPlans } from './taskPlans';
import { Ledger } from './ledger';
import { RateLimit, type Rate } from './rateLimit';
import { Recorder } from './recorder';
import { TaskBoard } from './tasks';

export interface WorldOptions {
  keys: { apikley: string; elkapi: string };
  taskMs: number;
  facts: Partial<Facts>;
  taskRate: Rate | null;
  /** What invented speech begins with. */
  madeUpOpening?: string;
}

/** Everything that the services share: their contents, their configured behaviour and their records. */
export class World {
  facts: Facts;
  readonly keys: WorldOptions['keys'];
  /** Set once the servers listen. */
  readonly urls = { apikley: '', elkapi: '', balance: '', files: '', control: '' };
  readonly faults = new FaultList();
  readonly recorder = new Recorder();
  readonly store = new FileStore();
  readonly library = new FileLibrary();
  readonly hearing: Hearing;
  readonly taskPlans: TaskPlans;
  readonly tasks: TaskBoard;
  readonly callbacks: Callbacks;
  readonly ledger: Ledger;
  readonly taskLimit: RateLimit;
  /** The rate limit for reading tasks; none unless set. */
  readonly readLimit = new RateLimit(null);
  readonly stalled = new Set<Socket>();
  /** For callbacks and for fetching audio. */
  readonly agent = new Agent({ connect: { timeout: 5000 } });
  private ending = newEnding();

  constructor(private readonly options: WorldOptions) {
    this.facts = { ...defaultFacts, ...options.facts };
    this.keys = options.keys;
    this.hearing = new Hearing(options.madeUpOpening);
    this.taskPlans = new TaskPlans(options.taskMs);
    this.callbacks = new Callbacks(this);
    this.tasks = new TaskBoard(this.taskPlans, (task) => this.callbacks.deliver(task));
    this.ledger = new Ledger(this.tasks);
    this.taskLimit = new RateLimit(options.taskRate);
  }

  /** Aborted by the next reset or stop; everything that waits must listen to it. */
  get lifetime(): AbortSignal {
    return this.ending.signal;
  }

  async reset(): Promise<void> {
    this.release();
    this.ending = newEnding();
    this.facts = { ...defaultFacts, ...this.options.facts };
    for (const part of [
      this.faults,
      this.recorder,
      this.library,
      this.taskPlans,
      this.tasks,
      this.callbacks,
      this.ledger,
      this.taskLimit,
      this.readLimit,
    ]) {
      part.clear();
    }
    this.hearing.forget();
    await this.store.clear();
  }

  async stop(): Promise<void> {
    this.release();
    this.tasks.clear();
    await this.agent.destroy();
    await this.store.clear();
  }

  private release(): void {
    this.ending.abort();
    this.hangUp();
  }

  /** Closes stalled connections. */
  hangUp(): void {
    for (const socket of this.stalled) socket.destroy();
    this.stalled.clear();
  }
}

/** Without the limit on listeners, since any number of requests may wait on it. */
function newEnding(): AbortController {
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  return ending;
}
