import { TranscriptionError } from '../../transcription/errors';
import { languageCode } from '../../transcription/language';
import type { AudioEvent, Transcript, Word } from '../../transcription/transcript';
import { apikleyDefaultModel } from './options';
import {
  type ScribeChannel,
  type ScribeResult,
  type ScribeWord,
  type TaskDetails,
  resultJsonSchema,
  scribeResultSchema,
} from './wire';

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
  const channels = result.transcripts?.length ? result.transcripts : [result];
  const several = channels.length > 1;
  const tokens = channels.flatMap((channel, index) => tokensOf(channel, several ? index : undefined));
  if (several) tokens.sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const words = tokens.filter(({ type }) => type !== 'spacing' && type !== 'audio_event').map(toWord);
  const audioEvents = tokens.filter(({ type }) => type === 'audio_event').map(toAudioEvent);
  const speakers = [...new Set(words.flatMap(({ speaker }) => speaker ?? []))];
  const spoken = channels.find(({ language_code }) => language_code) ?? result;
  return dropUnknown({
    provider: 'apikley',
    model: details.model ?? apikleyDefaultModel,
    status: 'completed',
    taskId,
    text: channels.map(textOf).filter(Boolean).join('\n'),
    language: spoken.language_code && languageCode(spoken.language_code),
    languageProbability: spoken.language_probability,
    durationSeconds: result.audio_duration_secs ?? spoken.audio_duration_secs,
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
  const reason = failMsg?.replace(/[.\s]+$/, '') || (failCode ? `code ${failCode}` : 'no reason was given');
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

/** In a recording of several channels, a speaker is told by the channel and by the id within it. */
function tokensOf(channel: ScribeChannel, index: number | undefined): ScribeWord[] {
  const words = channel.words ?? [];
  if (index === undefined) return words;
  const name = `channel_${channel.channel_index ?? index}`;
  return words.map((word) => ({
    ...word,
    speaker_id: word.speaker_id ? `${name}_${word.speaker_id}` : name,
  }));
}

function textOf({ text, words = [] }: ScribeChannel): string {
  const spaced = words.some(({ type }) => type === 'spacing');
  return (text ?? words.map((word) => word.text).join(spaced ? '' : ' ')).trim();
}

function toWord({ start, end, text, speaker_id }: ScribeWord): Word {
  return dropUnknown({ start, end, text, speaker: speaker_id });
}

function toAudioEvent({ start, end, text }: ScribeWord): AudioEvent {
  return dropUnknown({ start, end, text });
}

function isoTime(unixMs: number | undefined): string | undefined {
  if (!unixMs) return undefined;
  const date = new Date(unixMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Leaves out what is undefined, so that no empty columns appear where the transcript is shown as a table. */
function dropUnknown<T extends object>(value: T): T {
  for (const [key, entry] of Object.entries(value))
    if (entry === undefined) Reflect.deleteProperty(value, key);
  return value;
}
