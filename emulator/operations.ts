import { z } from 'zod';

/** What a request (or a callback) is for: the name under which faults, records and counts speak of it. */
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

/** What tests can wait for: requests, ended callbacks, and clients that went away. */
export const eventSchema = z.enum([...operationSchema.options, 'aborted']);
export type EmulatorEvent = z.infer<typeof eventSchema>;

export const hostSchema = z.enum(['apikley', 'elkapi', 'balance', 'files']);
export type Host = z.infer<typeof hostSchema>;

/** The strings a fault or a task may be bound to. */
export interface Subject {
  path?: string;
  taskId?: string;
  audioUrl?: string;
  fileName?: string;
}

export const matchSchema = z
  .object({
    path: z.string(),
    taskId: z.string(),
    audioUrl: z.string(),
    fileName: z.string(),
  })
  .partial()
  .strict();
/** Substrings, all of which have to be found. */
export type Match = z.infer<typeof matchSchema>;

export function matches(match: Match | undefined, subject: Subject): boolean {
  const keys = ['path', 'taskId', 'audioUrl', 'fileName'] as const;
  return keys.every((key) => {
    const wanted = match?.[key];
    return wanted === undefined || (subject[key]?.includes(wanted) ?? false);
  });
}

/** How often something applies. JSON has no Infinity, so null stands for it on the wire. */
export const timesSchema = z
  .number()
  .nonnegative()
  .nullable()
  .default(1)
  .transform((times) => times ?? Infinity);
