import type { Facts } from '../facts';
import { jsonAnswer, type Answer } from '../http/answer';

type Dialect = Pick<Facts, 'msgKey' | 'apikleyErrors'>;

/** `{ code, msg, data }`, as every answer and every callback of Apikley is wrapped. */
export function envelope(facts: Dialect, code: number, msg: string, data: unknown): Record<string, unknown> {
  return { code, [facts.msgKey]: msg, data };
}

export const success = (facts: Dialect, data: unknown): Answer =>
  jsonAnswer(200, envelope(facts, 200, 'success', data));

/** An error: HTTP 200 with its code in the body, or its code as HTTP status too. */
export const refusal = (facts: Dialect, code: number, msg: string): Answer =>
  jsonAnswer(facts.apikleyErrors === 'http' ? code : 200, envelope(facts, code, msg, null));
