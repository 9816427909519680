import { isProviderId, type ProviderId } from '../../../providers/registry';
import type { GivenNames } from '../../../transcription/speakers/givenNames';
import { listOfPlaces } from '../../../transcription/parts/partWarnings';
import type { Repetition } from '../../../transcription/segments/repeats';
import { unusedNames } from '../../../transcription/speakers/speakerNames';
import { oneLine } from '../../../transcription/text/oneLine';
import type { Transcript } from '../../../transcription/transcript';

const whyWithoutTimes = {
  apikley:
    "Apikley's answer holds no timestamps. The text is complete. If the recording has clear speech, report the task ID to Apikley.",
  elkapi:
    "ElkAPI's answer holds no timestamps. The text is complete. Next time set Response Format to Verbose JSON or, if that brings none either, to SRT Subtitles, or use Apikley.",
} satisfies Record<ProviderId, string>;

/** The warning if subtitles were requested but the transcript has no timestamps. */
export function noSubtitles({ provider }: Pick<Transcript, 'provider'>): string {
  const why = isProviderId(provider) ? whyWithoutTimes[provider] : 'the transcript holds no timestamps.';
  return `No subtitles were made: ${why}`;
}

/**
 * The warning if names were given for speakers who are not in the transcript. That is no error: the transcript may have
 * been paid for by then.
 */
export function unusedSpeakerNames(
  { speakers = [], language, text }: Pick<Transcript, 'speakers' | 'language' | 'text'>,
  given: GivenNames,
): string | undefined {
  if (given === '' || text === '') return undefined;
  if (speakers.length === 0) {
    return 'Speaker Names was not used: this transcript does not say who speaks.';
  }
  const unused = unusedNames(speakers, { given, language });
  if (unused.length === 0) return undefined;
  const list = (names: readonly string[]) => oneLine(names.map((name) => `"${name}"`).join(', '));
  const what = Array.isArray(given) ? 'more names than there are speakers' : 'unknown speaker IDs';
  return `Speaker Names has ${what}. Not used: ${list(unused)}. The speaker IDs are ${list(speakers)}.`;
}

/** The warning if repeated sentences were left out of a transcript; undefined if none were. */
export function repeatsLeftOut(repetitions: readonly Repetition[]): string | undefined {
  if (repetitions.length === 0) return undefined;
  const count = repetitions.reduce((sum, repetition) => sum + repetition.count, 0);
  const starts = repetitions.flatMap(({ start }) => start ?? []);
  const where = starts.length === 0 ? '' : ` at ${listOfPlaces(starts)}`;
  return `${count} sentences${where} were left out, because each repeats the one before it. To see them, switch off Leave Out Repeated Sentences.`;
}

/** The warning if Format Transcript is to show words that were not stored. */
export const noStoredWords =
  'The transcript was stored without its words. Switch on Include Words where it is transcribed, too.';

/** The warning if Format Transcript gets a task in place of a transcript. */
export const nothingToFormatYet =
  'The task was still running, so there was nothing to format. Fetch its transcript with the operation Get Transcript first.';

/** The warning if subtitles were requested, but there is nothing to show but sounds that are not shown. */
export const onlySounds =
  'No subtitles were made: the recording has sounds, but no speech. To get subtitles of sounds that have times, switch on Show Audio Events in Output Options.';

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
