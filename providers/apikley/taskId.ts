import { parseJson } from '../../transcription/calls/json';

/** An ID is asked for in a URL, written into logs and remembered, and whoever answers may have put anything there. */
const idPattern = /^[\x21-\x7e]{1,200}$/;

/**
 * All spellings seen with gateways of this kind. `record_id` follows from the other three. A plain `id` is none of
 * them: at the root it is as often the ID of a request.
 */
const names = ['taskId', 'task_id', 'recordId', 'record_id'] as const;

/** What `data` may be when it is the ID itself: no "ok", no "true", no sentence and no URL. */
const bareId = /^(?=.*\d)[\w.:-]{8,200}$/;

/**
 * The task that a callback is about. Whatever else the body claims, a transcript above all, is not looked at: it is
 * not signed. Only objects are searched, as a body may be anything.
 *
 * @returns undefined when the body names no task
 */
export function taskIdOfCallback(body: unknown): string | undefined {
  const data = own(body, 'data');
  return namedIn(data) ?? namedIn(body) ?? unnamedIn(data);
}

/** Whether details are about this task, by any of its names. */
export const namesTask = (details: unknown, taskId: string): boolean => namedIn(details) === taskId;

/**
 * The task that createTask's answer is about, in any spelling. Where there is an ID, a task exists, whatever else the
 * answer says.
 *
 * @param body as it came
 * @returns undefined when it holds no ID
 */
export function createdTaskId(body: string): string | undefined {
  const answer = parseJson(withLongNumbersQuoted(body));
  const given = own(answer, 'data');
  const data = typeof given === 'string' ? (parseJson(withLongNumbersQuoted(given)) ?? given) : given;
  const named = namedIn(data) ?? namedIn(answer);
  const code = own(answer, 'code');
  if (named !== undefined || (code !== 200 && code !== '200')) return named;
  // An ID of digits in quotes was a number to `parseJson`.
  return unnamedIn(data) ?? [given, data].map(idFrom).find((id) => id !== undefined && bareId.test(id));
}

/** Within the `data` of a success or of a callback, nothing but the task is there to have an `id`. */
const unnamedIn = (data: unknown): string | undefined => idFrom(own(data, 'id'));

function namedIn(value: unknown): string | undefined {
  for (const name of names) {
    const id = idFrom(own(value, name));
    if (id !== undefined) return id;
  }
  return undefined;
}

/** A number that JavaScript can't hold exactly is another ID than the one that was sent. */
function idFrom(value: unknown): string | undefined {
  const id = typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : value;
  return typeof id === 'string' && idPattern.test(id) ? id : undefined;
}

/** @returns undefined for what is no object, and for what only its prototype has */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** IDs of 17 to 19 digits are common, and lose their last ones when JSON is parsed. */
const longNumber = /("(?:taskId|task_id|recordId|record_id|id|data)"\s*:\s*)(\d{16,40})(?=[\s,}])/g;

const withLongNumbersQuoted = (json: string): string => json.replace(longNumber, '$1"$2"');
