import type { TextPart } from '../../transcription/calls/http';
import type { TranscriptionRequest } from '../../transcription/provider';
import { familyOf } from './models';
import type { ElkapiOptions } from './options';

/** The end of the path that a recording is sent to. */
export type AudioTask = 'transcriptions' | 'translations';

/** The text fields next to the file. Translations accept neither a language nor granularities. */
export function formFields(
  task: AudioTask,
  request: TranscriptionRequest,
  { model, prompt, responseFormat, temperature }: ElkapiOptions,
): TextPart[] {
  const { chunkingStrategy } = familyOf(model);
  const fields: TextPart[] = [
    ['model', model],
    ['response_format', responseFormat],
    ['temperature', String(temperature)],
  ];
  if (prompt) fields.push(['prompt', prompt]);
  if (task === 'transcriptions') {
    if (request.language) fields.push(['language', request.language]);
    if (request.wantWords && responseFormat === 'verbose_json') {
      // Both, because a request for words alone returns no segments.
      fields.push(['timestamp_granularities[]', 'word'], ['timestamp_granularities[]', 'segment']);
    }
    // No other model is known to identify speakers, but one that does needs it as well.
    if (chunkingStrategy !== undefined || responseFormat === 'diarized_json') {
      fields.push(['chunking_strategy', chunkingStrategy ?? 'auto']);
    }
  }
  return fields;
}
