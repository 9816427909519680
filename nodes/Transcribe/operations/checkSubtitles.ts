import { type ElkapiResponseFormat, elkapiOptionsSchema } from '../../../providers/elkapi/options';
import type { ProviderId } from '../../../providers/registry';
import { TranscriptionError } from '../../../transcription/errors';
import { parseOptions } from '../../../transcription/parseOptions';
import { type OutputOptions, wantsSubtitles } from '../../shared/output/options';

/** The formats in which ElkAPI returns no timestamps, as the form names them. */
const withoutTimes: Partial<Record<ElkapiResponseFormat, string>> = { json: 'JSON', text: 'Plain Text' };

/**
 * Rejects subtitles that certainly can't be created, before anything is paid.
 *
 * @throws TranscriptionError (`invalidInput`)
 */
export function checkSubtitles(provider: ProviderId, providerOptions: unknown, output: OutputOptions): void {
  if (provider !== 'elkapi' || !wantsSubtitles(output)) return;
  const format = withoutTimes[parseOptions(elkapiOptionsSchema, providerOptions).responseFormat];
  if (format === undefined) return;
  throw new TranscriptionError(
    `Subtitles need times, and ElkAPI gives none with the Response Format ${format}.`,
    {
      code: 'invalidInput',
      description:
        'Set Response Format to Verbose JSON in the options, or take the subtitles out of Files and Subtitles as Text. Nothing was sent.',
    },
  );
}
