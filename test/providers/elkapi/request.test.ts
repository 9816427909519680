import { elkapiOptionsSchema, elkapiResponseFormats } from '../../../providers/elkapi/options';
import { formFields } from '../../../providers/elkapi/request';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { fixtureFile } from '../../support/audio';

const request: TranscriptionRequest = {
  audio: fixtureFile('english.mp3'),
  wantWords: false,
  providerOptions: {},
};

const fields = (
  task: 'transcriptions' | 'translations',
  change: Partial<TranscriptionRequest> = {},
  options: object = {},
) => formFields(task, { ...request, ...change }, elkapiOptionsSchema.parse(options));

const granularities = [
  ['timestamp_granularities[]', 'word'],
  ['timestamp_granularities[]', 'segment'],
];

test('the minimum that is sent', () => {
  expect(fields('transcriptions')).toEqual([
    ['model', 'whisper-1'],
    ['response_format', 'verbose_json'],
    ['temperature', '0'],
  ]);
});

test('everything that can be sent', () => {
  expect(
    fields(
      'transcriptions',
      { language: 'de', wantWords: true },
      { model: 'whisper-2', prompt: 'Anna, flower shop', temperature: 0.5 },
    ),
  ).toEqual([
    ['model', 'whisper-2'],
    ['response_format', 'verbose_json'],
    ['temperature', '0.5'],
    ['prompt', 'Anna, flower shop'],
    ['language', 'de'],
    ...granularities,
  ]);
});

test.each(elkapiResponseFormats)('words are asked for in verbose_json only: %s', (responseFormat) => {
  const sent = fields('transcriptions', { wantWords: true }, { responseFormat });
  expect(sent).toContainEqual(['response_format', responseFormat]);
  expect(sent.filter(([name]) => name.startsWith('timestamp'))).toEqual(
    responseFormat === 'verbose_json' ? granularities : [],
  );
});

test('a translation is sent without a language and without granularities', () => {
  expect(
    fields('translations', { language: 'de', wantWords: true }, { prompt: 'Anna' }).map(([name]) => name),
  ).toEqual(['model', 'response_format', 'temperature', 'prompt']);
});
