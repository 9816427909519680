import { parseJson } from '../../transcription/calls/json';

/** IDs are put into URLs, written to logs and stored, and the answering server may have sent anything. */
const idPattern = /^[\x21-\x7e]{1,200}$/;

/**
 * All spellings seen with gateways of this kind, and `record_id` by analogy. A plain `id` is not among them: at
 * the root it is just as often a request's ID.
 */
const names = ['taskId', 'task_id', 'recordId', 'record_id'] as const;

/** Forms of `data` that can be the ID itself: not "ok", not "true", no sentence and no URL. */
const bareId = /^(?=.*\d)[\w.:-]{8,200}$/;

/**
 * The task that a callback is about. Everything else in the body is ignored, above all a transcript, because it is
 * not signed. Only objects are searched, as a body may be anything.
 *
 * @returns undefined if the body names no task
 */
export function taskIdOfCallback(body: unknown): string | undefined {
  const data = own(body, 'data');
  return namedIn(data) ?? namedIn(body) ?? unnamedIn(data);
}

/** Whether details name this task, in any spelling. */
export const namesTask = (details: unknown, taskId: string): boolean => namedIn(details) === taskId;

/**
 * The task in createTask's answer, in any spelling. If there is an ID, a task exists, whatever else the answer says.
 *
 * @param body as it came
 * @returns undefined if it contains no ID
 */
export function createdTaskId(body: string): string | undefined {
  const answer = parseJson(withLongNumbersQuoted(body));
  const given = own(answer, 'data');
  const data = typeof given === 'string' ? (parseJson(withLongNumbersQuoted(given)) ?? given) : given;
  const named = namedIn(data) ?? namedIn(answer);
  const code = own(answer, 'code');
  if (named !== undefined || (code !== 200 && code !== '200')) return named;
  // `parseJson` reads a quoted ID of digits as a number.
  return unnamedIn(data) ?? [given, data].map(idFrom).find((id) => id !== undefined && bareId.test(id));
}

/** In the `data` of a success or a callback, an `id` can only be the task's. */
const unnamedIn = (data: unknown): string | undefined => idFrom(own(data, 'id'));

function namedIn(value: unknown): string | undefined {
  for (const name of names) {
    const id = idFrom(own(value, name));
    if (id !== undefined) return id;
  }
  return undefined;
}

/** A number that JavaScript can't hold exactly would be a different ID from the one sent. */
function idFrom(value: unknown): string | undefined {
  const id = typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : value;
  return typeof id === 'string' && idPattern.test(id) ? id : undefined;
}

/** @returns undefined unless the value is an object with this property of its own, not from its prototype */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** IDs of 17 to 19 digits are common, and JSON parsing would change their last digits. */
const longNumber = /("(?:taskId|task_id|recordId|record_id|id|data)"\s*:\s*)(\d{16,40})(?=[\s,}])/g;

const withLongNumbersQuoted = (json: string): string => json.replace(longNumber, '$1"$2"');
