import { z } from 'zod';
import { taskInputSchema } from './apikley/taskInput';
import { speechSchema } from './audio/speech';
import type { CallbackRecord } from './callbackRecord';
import { factsSchema, type Facts } from './facts';
import { callbackActionSchema } from './faultActions';
import { faultSchema, type FaultInput } from './faults';
import { fileAt, memoryFile, type StoredFile } from './http/storedFile';
import { plannedTaskSchema, planChangeSchema, type PlannedTaskInput, type TaskPlanInput } from './taskPlans';
import type { Charge } from './ledger';
import type { EmulatorEvent } from './operations';
import type { RequestRecord } from './recorder';
import { stateOf } from './tasks';
import type { World } from './world';

export const taskRecordSchema = z.object({
  id: z.string(),
  model: z.string(),
  input: taskInputSchema,
  callBackUrl: z.string().optional(),
  state: z.string(),
  createdAt: z.number(),
  completedAt: z.number().optional(),
  sha256: z.string(),
});
export type TaskRecord = z.infer<typeof taskRecordSchema>;

export const fileOptionsSchema = z
  .object({
    contentDisposition: z.string(),
    /** Sends the file without a content length. */
    chunked: z.boolean(),
    /** Pads the bytes with zeros up to this size. */
    padTo: z.number().int().nonnegative(),
    /** Added to the usual headers or replacing them. */
    headers: z.record(z.string()),
    /** Whether a download may begin in the middle (`Range`). */
    ranges: z.boolean(),
    /** The speech that both services hear in exactly these bytes. */
    speech: speechSchema,
  })
  .partial()
  .strict();
export type FileOptions = z.input<typeof fileOptionsSchema>;

export const rateSchema = z
  .object({ tasks: z.number().int().nonnegative(), perMs: z.number().positive() })
  .strict()
  .nullable();
export type TaskRate = z.infer<typeof rateSchema>;
export const readRateSchema = z
  .object({ reads: z.number().int().nonnegative(), perMs: z.number().positive() })
  .strict()
  .nullable();
export type ReadRate = z.infer<typeof readRateSchema>;

export const balanceSchema = z.object({ credits: z.number(), usd: z.number() }).partial().strict();
export type Balance = z.infer<typeof balanceSchema>;

export const callbackOrderSchema = z
  .object({
    taskId: z.string(),
    /** Replaces the task's own callBackUrl. */
    url: z.string().url().optional(),
    actions: z.array(callbackActionSchema).default([]),
  })
  .strict();
export type CallbackOrder = z.input<typeof callbackOrderSchema>;

/** How tests drive the emulator: the same verbs in process and over HTTP. */
export interface EmulatorControl {
  /** Back to the initial state: forgets everything received, created and scripted, and closes stalled connections. */
  reset(): Promise<void>;
  setFacts(facts: Partial<Facts>): Promise<void>;
  /** How tasks behave from now on. */
  planTasks(plan: TaskPlanInput): Promise<void>;
  /** How the next matching task behaves. */
  planTask(task: PlannedTaskInput): Promise<void>;
  addFault(fault: FaultInput): Promise<void>;
  /** Forgets all pending faults and closes stalled connections; everything else stays. */
  clearFaults(): Promise<void>;
  /** The rate limit of createTask; null for none. */
  setRateLimit(rate: TaskRate): Promise<void>;
  /** The rate limit of recordInfo; null, the default, for none. */
  setReadLimit(rate: ReadRate): Promise<void>;
  setBalance(balance: Balance): Promise<void>;
  /** Ends a running task now. */
  endTask(taskId: string): Promise<void>;
  /** Sends a callback about a task in any state, to any URL; resolves after the last try. */
  sendCallback(order: CallbackOrder): Promise<void>;
  /**
   * Resolves once `count` requests of an operation have arrived since the start or reset. For `callback`: once that
   * many were delivered or given up. For `aborted`: once clients have abandoned that many requests.
   */
  waitFor(on: EmulatorEvent, count: number, timeoutMs?: number): Promise<void>;
  requests(): Promise<RequestRecord[]>;
  tasks(): Promise<TaskRecord[]>;
  callbacks(): Promise<CallbackRecord[]>;
  counts(): Promise<Partial<Record<EmulatorEvent, number>>>;
  /** What the account would have been charged for. */
  charged(): Promise<Charge[]>;
  /** Serves a file from the files host and returns its URL. Without a content type, none is declared. */
  putFile(name: string, bytes: Uint8Array, contentType?: string, options?: FileOptions): Promise<string>;
  /** The same with a file of this machine, which is read from there each time, whatever its size. */
  serveFile(name: string, path: string, contentType?: string, options?: FileOptions): Promise<string>;
}

export const DEFAULT_WAIT_MS = 10_000;

export function localControl(world: World): EmulatorControl {
  const put = (name: string, stored: StoredFile, contentType: string | undefined, options: FileOptions) => {
    const { speech, ...how } = fileOptionsSchema.parse(options);
    if (speech) world.hearing.teach(stored.sha256, speech);
    world.library.put(name, { stored, contentType, ...how });
    return `${world.urls.files}/audio/${encodeURIComponent(name)}`;
  };
  return {
    reset: () => world.reset(),
    setFacts: async (facts) => {
      world.facts = { ...world.facts, ...factsSchema.partial().strict().parse(facts) };
    },
    planTasks: async (plan) => world.taskPlans.setDefaults(planChangeSchema.parse(plan)),
    planTask: async (task) => world.taskPlans.add(plannedTaskSchema.parse(task)),
    addFault: async (fault) => world.faults.add(faultSchema.parse(fault)),
    clearFaults: async () => {
      world.faults.clear();
      world.hangUp();
    },
    setRateLimit: async (rate) => world.taskLimit.set(rate && { count: rate.tasks, perMs: rate.perMs }),
    setReadLimit: async (rate) => world.readLimit.set(rate && { count: rate.reads, perMs: rate.perMs }),
    setBalance: async (balance) => world.ledger.setBalance(balanceSchema.parse(balance)),
    endTask: async (taskId) => {
      world.tasks.end(taskOf(world, taskId));
    },
    sendCallback: async (order) => {
      const { taskId, url, actions } = callbackOrderSchema.parse(order);
      const delivery = world.callbacks.deliver(taskOf(world, taskId), url, actions);
      if (!delivery) throw new Error(`Task ${taskId} has no callBackUrl`);
      await delivery.ended;
    },
    waitFor: (on, count, timeoutMs = DEFAULT_WAIT_MS) => world.recorder.waitFor(on, count, timeoutMs),
    requests: async () => world.recorder.all(),
    tasks: async () =>
      world.tasks
        .all()
        .map((task) => ({ ...taskRecordSchema.omit({ state: true }).parse(task), state: stateOf(task) })),
    callbacks: async () => world.callbacks.all(),
    counts: async () => world.recorder.counts(),
    charged: async () => world.ledger.charged(),
    putFile: async (name, bytes, contentType, options = {}) =>
      put(name, memoryFile(Buffer.from(bytes)), contentType, options),
    serveFile: async (name, path, contentType, options = {}) =>
      put(name, await fileAt(path), contentType, options),
  };
}

function taskOf(world: World, taskId: string) {
  const task = world.tasks.find(taskId);
  if (!task) throw new Error(`There is no task ${taskId}`);
  return task;
}
