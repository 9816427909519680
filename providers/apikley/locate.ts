import { fromJsonText } from '../../transcription/calls/json';
import { isObject } from './isObject';
import { readScribeResult } from './scribe';
import { type ScribeResult, webAddress } from './wire';

/** Where the result of a finished task is. */
export type LocatedResult =
  | { at: 'here'; result: ScribeResult; raw: unknown }
  | { at: 'url'; url: string }
  /** There is nothing at all, which is not what a silent recording looks like: its result has fields. */
  | { at: 'nowhere' };

/**
 * Finds the result in `resultJson`, or in the file that it points to.
 *
 * @returns undefined for what is in no known form: it is neither silence nor about to come
 */
export function locateResult(resultJson: unknown): LocatedResult | undefined {
  const outer = fromJsonText(resultJson);
  if (isNothing(outer)) return { at: 'nowhere' };
  if (!isObject(outer)) return undefined;
  const { resultObject, resultUrls, ...root } = outer;
  for (const raw of [fromJsonText(resultObject), root]) {
    const result = isErrorPage(raw) ? undefined : readScribeResult(raw);
    if (result) return { at: 'here', result, raw };
  }
  const url = firstUrl(resultUrls);
  if (url !== undefined) return { at: 'url', url };
  // URLs that can't be read are not the same as none.
  const empty = [root, fromJsonText(resultObject)].every((part) => isNothing(part) || isUnfilled(part));
  return empty && isNoList(resultUrls) ? { at: 'nowhere' } : undefined;
}

/** The same in a result file, where nothing may be missing, and which points nowhere else. */
export function readResultFile(text: string): { result: ScribeResult; raw: unknown } | undefined {
  const located = locateResult(text);
  return located?.at === 'here' ? located : undefined;
}

/** What storage hosts answer in JSON, some with a `text` in it. */
function isErrorPage(value: unknown): boolean {
  if (!isObject(value) || Array.isArray(value.words)) return false;
  const said = value.message ?? value.msg;
  return !isNothing(value.error) || (!isNothing(value.code) && !isNothing(said));
}

/** Whether a value holds nothing: also an object in which everything is null. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return isObject(value) && Object.values(value).every((entry) => entry === null || entry === undefined);
}

/** What is known of a recording before its text is. */
function isUnfilled(value: unknown): boolean {
  if (!isObject(value) || typeof value.language_code !== 'string') return false;
  return isNothing(value.text) && isNothing(value.words) && isNothing(value.transcripts);
}

/** Of a list that should hold URLs: that there is none, or nothing in it. */
const isNoList = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function firstUrl(list: unknown): string | undefined {
  return Array.isArray(list) ? webAddress.safeParse(list[0]).data : undefined;
}
