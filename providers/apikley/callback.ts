import { createHmac, timingSafeEqual } from 'crypto';

/* What a callback is about is read where all IDs of tasks are. */
export { taskIdOfCallback } from './taskId';

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
