import type { Facts } from '../facts';
import { jsonAnswer, type Answer } from '../http/answer';

type Dialect = Pick<Facts, 'msgKey' | 'codeType' | 'byteOrderMark' | 'apikleyErrors'>;

/** `{ code, msg, data }`, the wrapper of every answer and callback of Apikley. */
export function envelope(
  facts: Pick<Dialect, 'msgKey' | 'codeType'>,
  code: number,
  msg: string,
  data: unknown,
): Record<string, unknown> {
  return { ...codeOf(facts, code), [facts.msgKey]: msg, data };
}

function codeOf({ codeType }: Pick<Dialect, 'codeType'>, code: number): { code?: number | string } {
  if (codeType === 'absent' && code === 200) return {};
  return { code: codeType === 'string' ? String(code) : code };
}

/** @param beside further fields of the envelope */
export const success = (facts: Dialect, data: unknown, beside: object = {}): Answer =>
  marked(facts, jsonAnswer(200, { ...envelope(facts, 200, 'success', data), ...beside }));

/** An error: HTTP 200 with its code in the body, or the code as HTTP status as well. */
export const refusal = (facts: Dialect, code: number, msg: string): Answer =>
  marked(facts, jsonAnswer(facts.apikleyErrors === 'http' ? code : 200, envelope(facts, code, msg, null)));

/** The answer, with a byte order mark if the facts say so. */
export const marked = ({ byteOrderMark }: Pick<Dialect, 'byteOrderMark'>, answer: Answer): Answer =>
  byteOrderMark && typeof answer.body === 'string' ? { ...answer, body: `\ufeff${answer.body}` } : answer;
