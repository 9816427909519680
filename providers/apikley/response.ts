import { TranscriptionError } from '../../transcription/errors';
import { languageCode } from '../../transcription/language';
import { oneLine, withoutStop } from '../../transcription/oneLine';
import type { Transcript } from '../../transcription/transcript';
import { dropUnknown } from './dropUnknown';
import { apikleyDefaultModel } from './options';
import { sourceName } from './sourceName';
import { speechOf } from './speech';
import { type ScribeResult, type TaskDetails, resultJsonSchema, scribeResultSchema } from './wire';

/** Where the result of a finished task is. */
export type LocatedResult = { at: 'here'; result: ScribeResult; raw: unknown } | { at: 'url'; url: string };

/**
 * Finds the result in `resultJson`, or in the file that it points to. An empty one is the result of a silent
 * recording.
 *
 * @returns undefined for what is in no known form: it is not taken for silence
 */
export function locateResult(resultJson: unknown): LocatedResult | undefined {
  const value = parseIfText(resultJson);
  const outer = value === undefined ? undefined : resultJsonSchema.safeParse(value ?? {}).data;
  if (outer === undefined) return undefined;
  const { resultObject, resultUrls, ...root } = outer;
  const candidates = [parseIfText(resultObject), root];
  const raw = candidates.find((candidate) => isResult(candidate));
  if (raw !== undefined) return { at: 'here', result: scribeResultSchema.parse(raw), raw };
  const url = resultUrls?.[0];
  if (url !== undefined) return { at: 'url', url };
  const empty = Object.keys(root).length === 0 && (resultObject === undefined || isEmpty(resultObject));
  return empty && resultUrls === undefined
    ? { at: 'here', result: scribeResultSchema.parse({}), raw: resultObject ?? {} }
    : undefined;
}

/** The same in a result file, where nothing at all is no silence: what was said is not there yet. */
export function locateInFile(text: string): LocatedResult | undefined {
  return isEmpty(parseIfText(text)) ? undefined : locateResult(text);
}

function isResult(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('text' in value || 'words' in value || 'transcripts' in value)
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** @returns undefined for text that is not JSON, null for an empty one */
function parseIfText(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (value.trim() === '') return null;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/**
 * @param result as read from `raw`
 * @param raw the result as it came
 */
export function toTranscript(
  taskId: string,
  details: TaskDetails,
  result: ScribeResult,
  raw: unknown,
): Transcript {
  const { text, words, segments, audioEvents } = speechOf(result);
  const speakers = [...new Set(words.flatMap(({ speaker }) => speaker ?? []))];
  const spoken = result.transcripts?.find(({ language_code }) => language_code) ?? result;
  return dropUnknown({
    provider: 'apikley',
    model: details.model || apikleyDefaultModel,
    status: 'completed',
    taskId,
    sourceName: sourceName(details.param),
    text,
    language: spoken.language_code ? languageCode(spoken.language_code) : undefined,
    languageProbability: spoken.language_probability,
    durationSeconds: result.audio_duration_secs ?? spoken.audio_duration_secs,
    segments,
    words: words.length ? words : undefined,
    audioEvents: audioEvents.length ? audioEvents : undefined,
    speakers: speakers.length ? speakers : undefined,
    creditsConsumed: details.creditsConsumed,
    createdAt: isoTime(details.createTime),
    completedAt: isoTime(details.completeTime),
    raw,
  });
}

/** The error of a task that Apikley has done, and whose result nobody here can read. */
export function unreadableResult(taskId: string): TranscriptionError {
  return new TranscriptionError(`Apikley's result is in a form that could not be read (task ID ${taskId}).`, {
    code: 'badAnswer',
    taskId,
    description:
      'The transcript is not lost: Apikley has it under this task ID. Look for a newer version of this node, or report the task ID.',
  });
}

/** The error of a task that Apikley gave up. Such a task may be submitted anew. */
export function taskFailure(
  taskId: string,
  failMsg: string | undefined,
  failCode?: string | number,
): TranscriptionError {
  const code = failCode ? oneLine(String(failCode)) : '';
  const reason = withoutStop(failMsg ?? '') || (code ? `code ${code}` : 'no reason was given');
  return new TranscriptionError(
    `Apikley could not transcribe the recording: ${reason} (task ID ${taskId}).`,
    {
      code: 'taskFailed',
      taskId,
      description:
        'Check that the file plays and contains speech. If it does, run again: a failed task is not tried again by itself.',
    },
  );
}

function isoTime(unixMs: number | undefined): string | undefined {
  if (!unixMs) return undefined;
  const date = new Date(unixMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
