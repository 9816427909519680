import { languageCode } from '../../transcription/language';
import type { Transcript } from '../../transcription/transcript';
import { dropUnknown } from './dropUnknown';
import { apikleyDefaultModel } from './options';
import { sourceName } from './sourceName';
import { speechOf } from './speech';
import type { ScribeResult, TaskDetails } from './wire';

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
  const { channels } = result;
  const spoken = channels.find(({ language }) => language) ?? channels[0];
  return dropUnknown({
    provider: 'apikley',
    model: details.model || apikleyDefaultModel,
    status: 'completed',
    taskId,
    sourceName: sourceName(details.param),
    text,
    language: spoken?.language ? languageCode(spoken.language) : undefined,
    languageProbability: spoken?.languageProbability,
    durationSeconds: result.durationSeconds ?? spoken?.durationSeconds,
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

/** The transcript of a success without a result, at least for now. */
export function emptyTranscript(taskId: string, details: TaskDetails): Transcript {
  return {
    ...toTranscript(
      taskId,
      details,
      { channels: [], durationSeconds: undefined },
      details.resultJson ?? null,
    ),
    warning: `Apikley reported success, but its result is empty. If the recording has speech, fetch the transcript again later with the operation Get Transcript and the task ID ${taskId}: you do not pay again.`,
  };
}

function isoTime(unixMs: number | undefined): string | undefined {
  if (!unixMs) return undefined;
  const date = new Date(unixMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
