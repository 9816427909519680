import { createHmac, timingSafeEqual } from 'crypto';

/* Task IDs in callbacks are read in the same file as all others. */
export { taskIdOfCallback } from './taskId';

/** How far a signature's timestamp may be in the past or in the future. */
const signatureToleranceMs = 5 * 60_000;

export interface CallbackSignature {
  /** `X-Webhook-Timestamp`: Unix seconds. */
  timestamp: unknown;
  /** `X-Webhook-Signature`: base64. */
  signature: unknown;
}

/**
 * Whether Apikley's signature is valid: base64(HMAC-SHA256(taskId + "." + timestamp, key)). It does not cover the
 * body.
 *
 * @param key the account's webhook HMAC key; without one, no signature is valid
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

/** Signs as Apikley does, for callbacks that this n8n sends to itself again. */
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
