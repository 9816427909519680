import { isProviderId, type ProviderId } from '../../../providers/registry';
import type { Transcript } from '../../../transcription/transcript';

const whyWithoutTimes = {
  apikley:
    "Apikley's answer holds no times. The text is complete. If the recording has clear speech, report the task ID to Apikley.",
  elkapi:
    "ElkAPI's answer holds no times. The text is complete. Next time set Response Format to Verbose JSON or, if it is that already, to SRT Subtitles, or use Apikley.",
} satisfies Record<ProviderId, string>;

/** The warning if subtitles were requested but the transcript has no timestamps. */
export function noSubtitles({ provider }: Pick<Transcript, 'provider'>): string {
  const why = isProviderId(provider) ? whyWithoutTimes[provider] : 'the transcript holds no times.';
  return `No subtitles were made: ${why}`;
}

/** The warning if n8n could not store a file. The error's own message is not used: it may contain server paths. */
export function notStored(fileName: string, error: unknown, { taskId }: Pick<Transcript, 'taskId'>): string {
  const code = codeOf(error);
  const again =
    taskId === undefined
      ? ''
      : ' Then get the file with the operation Get Transcript and the task ID, at no further cost.';
  return `n8n could not store the file "${fileName}"${code ? ` (${code})` : ''}. The transcript is complete. Check that the disk of the n8n server is not full.${again}`;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : undefined;
}
