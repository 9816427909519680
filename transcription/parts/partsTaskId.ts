import { createHash } from 'crypto';
import { TranscriptionError } from '../errors';

/** A stretch of a recording that was transcribed by a task of its own. */
export interface TaskPart {
  taskId: string;
  /** Where it begins and ends, in seconds from the start of the recording. */
  startSeconds: number;
  /** Undefined for a recording that went out whole. */
  endSeconds?: number;
}

/**
 * `parts1.3.5400000.<id>.0.1830000.<id>.1800000.3630000.<id>.3600000.5400000.5f3a90c2`: the version, how many parts
 * there are, how long the recording is, the ID, start and end of each part in milliseconds, and a checksum. All of it
 * are characters that a URL leaves as they are (RFC 3986, unreserved), that no spreadsheet takes for a formula or a
 * column's end, and that may be in a file's name.
 */
const prefix = 'parts1.';
/** Also other versions, and what is left if the string is cut off early. */
const anyPrefix = /^parts\d*(?:\.|$)/;
const fieldsOfPart = 3;
const checksumLength = 8;

/**
 * The task ID of a recording that went out in several parts, as users see it. A recording that went out whole keeps
 * its plain ID.
 *
 * @param parts in the order of the recording, to the millisecond
 * @param recordingSeconds the length of the recording, so that a missing last part is noticed
 */
export function taskIdOfParts(parts: readonly TaskPart[], recordingSeconds?: number): string {
  const [only] = parts;
  if (only === undefined) throw new TranscriptionError('There is no part to name.', { code: 'invalidInput' });
  if (isPlain(parts) && recordingSeconds === undefined && !anyPrefix.test(only.taskId)) return only.taskId;
  const fields = parts.flatMap(({ taskId, startSeconds, endSeconds }) => [
    escaped(taskId),
    milliseconds(startSeconds),
    milliseconds(endSeconds),
  ]);
  const named = `${prefix}${[parts.length, milliseconds(recordingSeconds), ...fields].join('.')}`;
  return `${named}.${checksum(named)}`;
}

/** Whether there is a single part, for the whole of a recording. */
export function isPlain(parts: ReadonlyArray<Omit<TaskPart, 'taskId'>>): boolean {
  const [only, ...others] = parts;
  return others.length === 0 && only?.startSeconds === 0 && only.endSeconds === undefined;
}

/**
 * @param taskId as the user gives it; spaces and line ends that were added in between do not matter
 * @returns the parts in the order of the recording; a plain ID is one part from 0 whose end is unknown
 * @throws TranscriptionError (`invalidInput`) if it is the ID of several parts and damaged
 */
export function partsOfTaskId(taskId: string): TaskPart[] {
  const read = readParts(taskId);
  return read?.parts ?? [{ taskId: taskId.trim(), startSeconds: 0 }];
}

/** @returns undefined if the ID does not say. @throws as {@link partsOfTaskId} */
export function recordingSecondsOfTaskId(taskId: string): number | undefined {
  return readParts(taskId)?.recordingSeconds;
}

function readParts(given: string): { parts: TaskPart[]; recordingSeconds: number | undefined } | undefined {
  const taskId = given.replace(/\s+/g, '');
  if (!anyPrefix.test(given.trim())) return undefined;
  if (!taskId.startsWith(prefix)) throw damaged(taskId);
  const end = taskId.lastIndexOf('.');
  if (taskId.slice(end + 1) !== checksum(taskId.slice(0, end))) throw damaged(taskId);
  const [count, recording, ...fields] = taskId.slice(prefix.length, end).split('.');
  if (count !== String(fields.length / fieldsOfPart)) throw damaged(taskId);
  const parts: TaskPart[] = [];
  for (let at = 0; at < fields.length; at += fieldsOfPart) {
    const [id, start, partEnd] = fields.slice(at, at + fieldsOfPart);
    const startSeconds = seconds(start);
    const endSeconds = seconds(partEnd);
    if (id === undefined || startSeconds === undefined) throw damaged(taskId);
    parts.push({ taskId: unescaped(id), startSeconds, ...(endSeconds === undefined ? {} : { endSeconds }) });
  }
  return { parts, recordingSeconds: seconds(recording) };
}

/** Percent-encoding with a tilde, since whoever decodes a URL would undo the usual one. */
const escaped = (id: string): string =>
  Array.from(Buffer.from(id, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w-]/.test(character) ? character : `~${byte.toString(16).padStart(2, '0')}`;
  }).join('');

function unescaped(id: string): string {
  const bytes = id.replace(/~([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const milliseconds = (time: number | undefined): string =>
  time === undefined ? '' : String(Math.round(time * 1000));

const seconds = (field: string | undefined): number | undefined => (field ? Number(field) / 1000 : undefined);

const checksum = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, checksumLength);

function damaged(taskId: string): TranscriptionError {
  const newer = /^parts(?!1\.)\d+\./.test(taskId);
  return new TranscriptionError(
    newer
      ? 'The Task ID is in a form that this version of the node cannot read.'
      : 'The Task ID looks cut off or changed: it names the parts of a long recording, but not all of it is there.',
    {
      code: 'invalidInput',
      description: newer
        ? 'Update the node, or check that the Task ID is the one that it returned.'
        : 'Copy the whole ID, from "parts1." to its last character, into Task ID.',
    },
  );
}
