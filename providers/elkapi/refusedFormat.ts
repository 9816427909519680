import { TranscriptionError } from '../../transcription/errors';
import { type Complaint, isAboutFormat } from './complaint';
import { type ElkapiResponseFormat, formatLabels, isResponseFormat } from './responseFormats';

/** The gateway takes the model, but not in this response format. Nothing was charged. */
export class RefusedFormat extends TranscriptionError {
  /** @param named the formats that its message names, among them the refused one */
  constructor(
    { message }: Complaint,
    readonly named: readonly ElkapiResponseFormat[],
  ) {
    super(`ElkAPI refused the response format: ${message}.`, {
      code: 'rejected',
      description:
        'Set Response Format in the options to one that the model takes, or choose another Model. Nothing was transcribed.',
    });
  }
}

/** @returns undefined if the answer is no such refusal. Only OpenAI's own error proves that nothing was charged. */
export function refusedFormatIn(status: number, complaint: Complaint | undefined): RefusedFormat | undefined {
  if (status !== 400 || complaint?.openAi !== true || !isAboutFormat(complaint)) return undefined;
  const words: readonly string[] = complaint.message.match(/\w+/g) ?? [];
  return new RefusedFormat(complaint, words.filter(isResponseFormat));
}

/** The formats to choose from, those with more in them first. */
const byContent = ['diarized_json', 'verbose_json', 'json', 'text', 'srt', 'vtt'] as const;

/** The format to ask for in place of a refused one: the best that the refusal names; undefined if there is none. */
export function formatInstead(
  { named }: RefusedFormat,
  refused: ElkapiResponseFormat,
): ElkapiResponseFormat | undefined {
  const offered = byContent.find((format) => format !== refused && named.includes(format));
  return offered ?? (refused === 'json' ? undefined : 'json');
}

/** What the user should know about a transcript that came in another format than the one asked for. */
export function otherFormatWarning(
  model: string,
  asked: ElkapiResponseFormat,
  got: ElkapiResponseFormat,
): string {
  return `ElkAPI refused ${formatLabels([asked])} for ${model}, so the transcript came as ${formatLabels([got])}, which may hold less. Set Response Format to ${formatLabels([got])} to save the second upload next time.`;
}
