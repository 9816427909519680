import { z } from 'zod';
import { operationSchema } from './operations';

/**
 * When a fault strikes. `beforeBody`: nothing of the body has been read. `afterBody`: all of it has been read, nothing
 * done. `afterProcessing`: the work is done (and charged), and only its answer is lost or corrupted.
 */
const when = z.enum(['beforeBody', 'afterBody', 'afterProcessing']);
const whenAnswering = when.default('afterBody');
const whenBreaking = z.enum([...when.options, 'midAnswer']);
const headers = z.record(z.string()).optional();

export const requestActionSchema = z.discriminatedUnion('kind', [
  /** An Apikley envelope with this code. */
  z
    .object({ kind: z.literal('envelope'), code: z.number().int(), msg: z.string(), when: whenAnswering })
    .strict(),
  z
    .object({
      kind: z.literal('http'),
      status: z.number().int(),
      headers,
      body: z.string().optional(),
      when: whenAnswering,
    })
    .strict(),
  z
    .object({
      kind: z.literal('openaiError'),
      status: z.number().int(),
      message: z.string(),
      type: z.string().optional(),
      code: z.string().nullable().optional(),
      headers,
      when: whenAnswering,
    })
    .strict(),
  /** Waits, then continues (possibly to further faults). */
  z.object({ kind: z.literal('delay'), ms: z.number().nonnegative(), when: whenAnswering }).strict(),
  /** Waits until this many requests of another operation have arrived, then continues. */
  z
    .object({
      kind: z.literal('hold'),
      until: operationSchema,
      count: z.number().int().positive(),
      when: whenAnswering,
    })
    .strict(),
  /** Closes the connection. `reset`: as a crash or a firewall would, leaving open whether sent data arrived. */
  z.object({ kind: z.literal('drop'), reset: z.boolean().default(false), when: whenBreaking }).strict(),
  /** Does not answer until stop or reset; `midAnswer`: sends only the first half. */
  z.object({ kind: z.literal('stall'), when: whenBreaking.default('afterBody') }).strict(),
  /**
   * Answers with these bytes, and declares a `contentLength` even if it is wrong. With `afterProcessing`, `{{taskId}}`
   * in a text stands for the ID of the created task.
   */
  z
    .object({
      kind: z.literal('body'),
      body: z.string(),
      /** `base64` for binary content. */
      encoding: z.enum(['utf8', 'base64']).default('utf8'),
      status: z.number().int().default(200),
      contentType: z.string().default('application/json'),
      contentLength: z.number().int().nonnegative().optional(),
      when: whenAnswering,
    })
    .strict(),
  /** This many megabytes of blanks before an empty object; `gzip` compresses them to a thousandth. */
  z
    .object({
      kind: z.literal('huge'),
      megabytes: z.number().int().positive(),
      gzip: z.boolean().default(false),
      when: whenAnswering,
    })
    .strict(),
  /** One blank at a time, for as long as the client listens. */
  z.object({ kind: z.literal('trickle'), everyMs: z.number().positive(), when: whenAnswering }).strict(),
  /** Answers as usual, then refuses connections for `ms` milliseconds; null: until reset. */
  z
    .object({
      kind: z.literal('goAway'),
      ms: z.number().nonnegative().nullable(),
      when: z.literal('afterProcessing').default('afterProcessing'),
    })
    .strict(),
  z
    .object({
      kind: z.literal('redirect'),
      to: z.string(),
      status: z.number().int().default(307),
      when: whenAnswering,
    })
    .strict(),
  /** For recordInfo: the task appears to be still running. */
  z.object({ kind: z.literal('neverReady'), state: z.string().default('generating') }).strict(),
  /** For recordInfo: the task appears not to exist, in the form that the fact `unknownTask` sets. */
  z.object({ kind: z.literal('unknownTask') }).strict(),
]);

export const callbackActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lost') }).strict(),
  z.object({ kind: z.literal('repeat'), times: z.number().int().min(2).default(2) }).strict(),
  z.object({ kind: z.literal('late'), ms: z.number().nonnegative() }).strict(),
  /** The task ends at once, and its callback is delivered before createTask answers. */
  z.object({ kind: z.literal('early') }).strict(),
  z.object({ kind: z.literal('forgedTranscript'), text: z.string() }).strict(),
  z.object({ kind: z.literal('unsigned') }).strict(),
  z.object({ kind: z.literal('badSignature') }).strict(),
  z.object({ kind: z.literal('staleSignature'), ageSeconds: z.number().default(3600) }).strict(),
  z
    .object({
      kind: z.literal('idSpelling'),
      spelling: z.enum(['data.taskId', 'data.task_id', 'taskId', 'task_id', 'none']),
    })
    .strict(),
  /** Names a task that was never created. */
  z.object({ kind: z.literal('unknownTaskId'), taskId: z.string().default('task_never_created') }).strict(),
  /** Sends these bytes instead of the callback. */
  z
    .object({
      kind: z.literal('callbackBody'),
      body: z.string(),
      contentType: z.string().default('application/json'),
    })
    .strict(),
]);

export type RequestAction = z.infer<typeof requestActionSchema>;
export type CallbackAction = z.infer<typeof callbackActionSchema>;
