import { createHmac, timingSafeEqual } from 'crypto';
import { z } from 'zod';

/** An ID is asked for in a URL, written into logs and remembered: whoever calls may have put anything there. */
const idSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .catch(undefined);
const idsSchema = z.object({ taskId: idSchema, task_id: idSchema });
const callbackSchema = z.object({ taskId: z.unknown(), task_id: z.unknown(), data: z.unknown() }).partial();

/**
 * The task that a callback is about. Four spellings are in use; whatever else the body claims, a transcript
 * above all, is not looked at: it is not signed.
 *
 * @returns undefined when the body names no task
 */
export function taskIdOfCallback(body: unknown): string | undefined {
  const outer = callbackSchema.safeParse(body);
  if (!outer.success) return undefined;
  return idIn(outer.data.data) ?? idIn(body);
}

function idIn(value: unknown): string | undefined {
  const ids = idsSchema.safeParse(value).data;
  return ids?.taskId ?? ids?.task_id;
}

/** How old or how far ahead the time of a signature may be. */
const signatureToleranceMs = 5 * 60_000;

export interface CallbackSignature {
  /** `X-Webhook-Timestamp`: Unix seconds. */
  timestamp: unknown;
  /** `X-Webhook-Signature`: base64. */
  signature: unknown;
}

/**
 * Whether Apikley's signature is right: base64(HMAC-SHA256(taskId + "." + timestamp, key)). It says nothing of
 * the body.
 *
 * @param key the account's webhook HMAC key; with none, no signature is right
 */
export function isSignatureValid(
  taskId: string,
  { timestamp, signature }: CallbackSignature,
  key: string | undefined,
  nowMs: number,
): boolean {
  if (!key || typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  const signedAtMs = Number(timestamp) * 1000;
  if (!(Math.abs(nowMs - signedAtMs) <= signatureToleranceMs)) return false;
  const expected = signatureOf(taskId, timestamp, key);
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Signs as Apikley does, for a callback that this n8n repeats to itself. */
export function signCallback(
  taskId: string,
  key: string,
  nowMs: number,
): Record<keyof CallbackSignature, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return { timestamp, signature: signatureOf(taskId, timestamp, key).toString('base64') };
}

function signatureOf(taskId: string, timestamp: string, key: string): Buffer {
  return createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest();
}
