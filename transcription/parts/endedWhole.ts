import type { TranscriptionError, TranscriptionErrorCode } from '../errors';
import { boughtNothing, type EndedTask } from '../tasks/finality';
import { joinSentences } from '../tasks/taskErrors';
import type { Transcript } from '../transcript';
import { joinTranscripts } from './joinTranscripts';
import { stretchName } from './partName';
import { isPlain, taskIdOfParts } from './partsTaskId';

/** How the task of one part of a recording ended. */
export interface EndedPart {
  /** Undefined for a provider without tasks. */
  taskId?: string;
  /** In seconds from the start of the recording. */
  startSeconds: number;
  endSeconds?: number;
  ended: EndedTask;
}

/**
 * How a recording ended that went out in several parts: with one transcript if all parts have one, otherwise with an
 * error that says which part failed, and whose task ID is that of the parts that have a transcript. Their joined
 * transcript has a warning about what is missing.
 *
 * @param parts all of them, in the order of the recording; one without an end is a recording that went out whole
 * @param recordingSeconds the length of the recording, if it is known
 */
export function endedWhole(parts: readonly EndedPart[], recordingSeconds?: number): EndedTask {
  const [only] = parts;
  if (only !== undefined && isPlain(parts)) return only.ended;
  const failures = parts.flatMap((part, index): Failure[] =>
    part.ended.state === 'failed' ? [{ part, number: index + 1, error: part.ended.error }] : [],
  );
  const [first] = failures;
  if (first)
    return { state: 'failed', error: failureOf(parts, [first, ...failures.slice(1)], recordingSeconds) };
  const heard = parts.flatMap(({ ended, ...place }) =>
    ended.state === 'completed' ? [{ ...place, transcript: ended.transcript }] : [],
  );
  const taskId = idOf(parts, recordingSeconds);
  const transcript: Transcript = {
    ...joinTranscripts(heard, recordingSeconds),
    ...(taskId === undefined ? {} : { taskId }),
  };
  return { state: 'completed', transcript };
}

interface Failure {
  part: EndedPart;
  /** Counted from 1. */
  number: number;
  error: TranscriptionError;
}

function failureOf(
  parts: readonly EndedPart[],
  failures: readonly [Failure, ...Failure[]],
  recordingSeconds: number | undefined,
): TranscriptionError {
  const [{ error }] = failures;
  const completed = parts.filter(({ ended }) => ended.state === 'completed');
  // Without a transcript to fetch, the ID of all parts shows what there is to look up.
  const taskId = idOf(completed.length > 0 ? completed : parts, recordingSeconds);
  const isKept = completed.length > 0 && taskId !== undefined;
  return error.with(messageOf(failures, parts.length), {
    code: codeOf(failures, parts),
    description: joinSentences(
      error.description,
      idsOf(failures),
      !isKept
        ? undefined
        : `The transcripts of the other parts are kept: fetch them with the operation Get Transcript and the task ID ${taskId}.`,
    ),
    // What has ended stays as it is.
    retryable: false,
    mayHaveCharged: failures.some((failure) => failure.error.mayHaveCharged),
    taskId,
  });
}

function idsOf(failures: readonly Failure[]): string | undefined {
  const ids = failures.flatMap(({ part }) => part.taskId ?? []);
  if (ids.length === 0) return undefined;
  return ids.length === 1
    ? `The task ID of the part itself is ${ids.join()}.`
    : `The task IDs of the parts themselves are ${ids.join(', ')}.`;
}

function messageOf(failures: readonly [Failure, ...Failure[]], count: number): string {
  const [{ part, number, error }] = failures;
  if (count === 1) return error.message;
  const stretch = stretchName(part.startSeconds, part.endSeconds);
  if (failures.length === 1)
    return `Part ${number} of ${count} (${stretch}) was not transcribed: ${error.message}`;
  const numbers = failures.map((failure) => failure.number);
  const list = `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
  return `Parts ${list} of ${count} were not transcribed. Part ${number} (${stretch}): ${error.message}`;
}

/**
 * The code of the first failure, except where it would say of all parts what is true of one: that the recording was
 * not paid for, so that it would be bought again, or that the account does not have it.
 */
function codeOf(
  [{ error }]: readonly [Failure, ...Failure[]],
  parts: readonly EndedPart[],
): TranscriptionErrorCode {
  const { task } = error.facts;
  const isSameOfAll = parts.every(({ ended }) => ended.state === 'failed' && ended.error.facts.task === task);
  const isOfWhole = boughtNothing(error) || task === 'unknown';
  return isOfWhole && !isSameOfAll ? 'partFailed' : error.code;
}

/** @returns undefined if the provider has no tasks */
function idOf(parts: readonly EndedPart[], recordingSeconds: number | undefined): string | undefined {
  const named = parts.flatMap(({ taskId, startSeconds, endSeconds }) =>
    taskId === undefined
      ? []
      : [{ taskId, startSeconds, ...(endSeconds === undefined ? {} : { endSeconds }) }],
  );
  return named.length > 0 && named.length === parts.length
    ? taskIdOfParts(named, recordingSeconds)
    : undefined;
}
