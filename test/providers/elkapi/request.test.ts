import { modelFamilies } from '../../../providers/elkapi/models';
import { elkapiOptionsSchema } from '../../../providers/elkapi/options';
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

test.each(modelFamilies.whisper.formats)('words are asked for in verbose_json only: %s', (responseFormat) => {
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

describe('a chunking strategy', () => {
  const strategyOf = (options: object, task: 'transcriptions' | 'translations' = 'transcriptions') =>
    fields(task, { wantWords: true }, options).filter(([name]) => name === 'chunking_strategy');

  test.each(['diarized_json', 'json', 'text'])(
    'goes with a model that identifies speakers, in %s',
    (format) => {
      const options = { model: 'gpt-4o-transcribe-diarize', responseFormat: format };
      expect(strategyOf(options)).toEqual([['chunking_strategy', 'auto']]);
    },
  );

  test('goes with the speakers of a model that nobody knows', () => {
    expect(strategyOf({ model: 'scribe-9', responseFormat: 'diarized_json' })).toHaveLength(1);
  });

  test.each(['whisper-1', 'gpt-4o-transcribe', 'scribe-9'])('goes with %s by itself never', (model) => {
    expect(strategyOf({ model })).toEqual([]);
    expect(strategyOf({ model }, 'translations')).toEqual([]);
  });
});
