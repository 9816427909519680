import { fromJsonText } from '../../transcription/calls/json';
import { isRecord } from '../../transcription/isRecord';
import { readScribeResult } from './scribe';
import { type ScribeResult, webAddress } from './wire';

/** Where a finished task's result is. */
export type LocatedResult =
  | { at: 'here'; result: ScribeResult; raw: unknown }
  | { at: 'url'; url: string }
  /** There is nothing at all. A silent recording looks different: its result has fields. */
  | { at: 'nowhere' };

/**
 * Finds the result in `resultJson`, or in the file that it points to.
 *
 * @returns undefined for an unknown form, which is neither silence nor a result that may still arrive
 */
export function locateResult(resultJson: unknown): LocatedResult | undefined {
  const outer = fromJsonText(resultJson);
  if (isNothing(outer)) return { at: 'nowhere' };
  if (!isRecord(outer)) return undefined;
  const { resultObject, resultUrls, ...root } = outer;
  for (const raw of [fromJsonText(resultObject), root]) {
    const result = isErrorPage(raw) ? undefined : readScribeResult(raw);
    if (result) return { at: 'here', result, raw };
  }
  const url = firstUrl(resultUrls);
  if (url !== undefined) return { at: 'url', url };
  // URLs that can't be read are not the same as no URLs.
  const empty = [root, fromJsonText(resultObject)].every((part) => isNothing(part) || isUnfilled(part));
  return empty && isNoList(resultUrls) ? { at: 'nowhere' } : undefined;
}

/** The same for a result file, in which nothing may be missing and which points to no other file. */
export function readResultFile(text: string): { result: ScribeResult; raw: unknown } | undefined {
  const located = locateResult(text);
  return located?.at === 'here' ? located : undefined;
}

/** JSON error answers of storage hosts; some of them have a `text`. */
function isErrorPage(value: unknown): boolean {
  if (!isRecord(value) || Array.isArray(value.words)) return false;
  const said = value.message ?? value.msg;
  return !isNothing(value.error) || (!isNothing(value.code) && !isNothing(said));
}

/** Whether a value is empty, including an object in which everything is null. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return isRecord(value) && Object.values(value).every((entry) => entry === null || entry === undefined);
}

/** Fields that describe a recording before its text exists. */
function isUnfilled(value: unknown): boolean {
  if (!isRecord(value) || typeof value.language_code !== 'string') return false;
  return isNothing(value.text) && isNothing(value.words) && isNothing(value.transcripts);
}

/** Whether a list of URLs is missing or empty. */
const isNoList = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function firstUrl(list: unknown): string | undefined {
  return Array.isArray(list) ? webAddress.safeParse(list[0]).data : undefined;
}
