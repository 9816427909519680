import type { TextPart } from '../../transcription/calls/http';
import type { TranscriptionRequest } from '../../transcription/provider';
import type { ElkapiOptions } from './options';

/** The text fields next to the file. Translations accept neither a language nor granularities. */
export function formFields(
  task: 'transcriptions' | 'translations',
  request: TranscriptionRequest,
  options: ElkapiOptions,
): TextPart[] {
  const fields: TextPart[] = [
    ['model', options.model],
    ['response_format', options.responseFormat],
    ['temperature', String(options.temperature)],
  ];
  if (options.prompt) fields.push(['prompt', options.prompt]);
  if (task === 'transcriptions') {
    if (request.language) fields.push(['language', request.language]);
    if (request.wantWords && options.responseFormat === 'verbose_json') {
      // Both, because a request for words alone returns no segments.
      fields.push(['timestamp_granularities[]', 'word'], ['timestamp_granularities[]', 'segment']);
    }
  }
  return fields;
}
