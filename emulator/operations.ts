import { z } from 'zod';

/** What a request (or a callback) is for; faults, records and counts refer to it by this name. */
export const operationSchema = z.enum([
  'createTask',
  'recordInfo',
  'upload',
  'credit',
  'transcriptions',
  'translations',
  'models',
  'quota',
  'audio',
  'resultFile',
  'callback',
  'unknown',
]);
export type Operation = z.infer<typeof operationSchema>;

/** The events that tests can wait for: requests, completed callbacks, and clients that disconnected. */
export const eventSchema = z.enum([...operationSchema.options, 'aborted']);
export type EmulatorEvent = z.infer<typeof eventSchema>;

export const hostSchema = z.enum(['apikley', 'elkapi', 'balance', 'files']);
export type Host = z.infer<typeof hostSchema>;

/** The services that work on tasks and call back when one has ended. */
export const taskServiceSchema = hostSchema.extract(['apikley']);
export type TaskService = z.infer<typeof taskServiceSchema>;

/** The strings that a fault or a task may match. */
export interface Subject {
  path?: string;
  taskId?: string;
  audioUrl?: string;
  fileName?: string;
  /** Of the recording that a task is for. */
  sha256?: string;
}

export const matchSchema = z
  .object({
    path: z.string(),
    taskId: z.string(),
    audioUrl: z.string(),
    fileName: z.string(),
    sha256: z.string(),
  })
  .partial()
  .strict();
/** Substrings, all of which must occur. */
export type Match = z.infer<typeof matchSchema>;

export function matches(match: Match | undefined, subject: Subject): boolean {
  const keys = ['path', 'taskId', 'audioUrl', 'fileName', 'sha256'] as const;
  return keys.every((key) => {
    const wanted = match?.[key];
    return wanted === undefined || (subject[key]?.includes(wanted) ?? false);
  });
}

/** How often something applies. JSON has no Infinity, so null means unlimited on the wire. */
export const timesSchema = z
  .number()
  .nonnegative()
  .nullable()
  .default(1)
  .transform((times) => times ?? Infinity);
