import {
  abilitiesOf,
  examplesOf,
  familyOf,
  givesTimes,
  modelFamilies,
} from '../../../providers/elkapi/models';
import { toOfferedModels } from '../../../providers/elkapi/offeredModels';
import { elkapiOptionsSchema, elkapiUploadLimits } from '../../../providers/elkapi/options';
import { elkapiResponseFormats } from '../../../providers/elkapi/responseFormats';
import { useElkapi } from './useElkapi';
import { failureOf } from '../../support/failure';

const { whisper, textOnly, diarize } = modelFamilies;

describe('a model belongs to a family by its ID', () => {
  test.each([
    ['whisper-1', whisper],
    ['whisper-large-v3', whisper],
    ['openai/whisper-1', whisper],
    ['distil-whisper-large-v3-en', whisper],
    ['gpt-4o-transcribe', textOnly],
    ['gpt-4o-mini-transcribe', textOnly],
    ['gpt-4o-mini-transcribe-2025-12-15', textOnly],
    ['openai/gpt-4o-transcribe', textOnly],
    ['gpt-4o-transcribe-diarize', diarize],
    ['gpt-4o-transcribe-diarize-2026-01-31', diarize],
  ])('%s', (model, family) => {
    expect(familyOf(model)).toBe(family);
  });

  test.each(['gpt-4o', 'gpt-6-transcribe', 'gpt-4o-transcribe-next', 'scribe_v1', 'whispering', ''])(
    '%j is in none, and nothing is refused that it may be able to do',
    (model) => {
      expect(Object.values(modelFamilies)).not.toContain(familyOf(model));
      expect(familyOf(model)).toMatchObject({
        formats: elkapiResponseFormats,
        prompt: true,
        translates: true,
      });
    },
  );

  test.each(Object.entries(modelFamilies))('the example of %s is in it and in no other', (_name, family) => {
    const matching = Object.values(modelFamilies).filter(({ ids }) => new RegExp(ids).test(family.example));
    expect(matching).toEqual([family]);
    expect(family.formats).toContain(family.defaultFormat);
  });
});

test.each([
  ['whisper-1', 'verbose_json'],
  ['gpt-4o-transcribe', 'json'],
  ['gpt-4o-transcribe-diarize', 'diarized_json'],
  ['scribe-9', 'verbose_json'],
])('%s answers as %s if no other format was chosen', (model, expected) => {
  expect(elkapiOptionsSchema.parse({ model }).responseFormat).toBe(expected);
  expect(elkapiOptionsSchema.parse({ model, responseFormat: 'automatic' }).responseFormat).toBe(expected);
});

test('options that were read are read again as the same', () => {
  for (const { example } of Object.values(modelFamilies)) {
    const options = elkapiOptionsSchema.parse({ model: ` ${example} ` });
    expect(options.model).toBe(example);
    expect(elkapiOptionsSchema.parse(options)).toEqual(options);
  }
});

test('what is recommended is known to be able to do it', () => {
  expect(examplesOf(givesTimes)).toEqual(['whisper-1', 'gpt-4o-transcribe-diarize']);
  expect(examplesOf(({ translates }) => translates)).toEqual(['whisper-1']);
});

describe('one request', () => {
  const limitsOf = (options: object) => elkapiUploadLimits(undefined, elkapiOptionsSchema.parse(options));

  test('may be as long as its model takes', () => {
    expect(limitsOf({})).not.toHaveProperty('maxSeconds');
    expect(limitsOf({ model: 'gpt-4o-mini-transcribe' }).maxSeconds).toBe(1_400);
    expect(limitsOf({ model: 'gpt-4o-transcribe-diarize' }).maxSeconds).toBe(1_400);
  });

  test('shares more with its neighbours if speakers have to be recognised again', () => {
    expect(limitsOf({}).overlapSeconds).toBe(8);
    expect(limitsOf({ model: 'gpt-4o-transcribe-diarize' }).overlapSeconds).toBe(30);
    expect(limitsOf({ model: 'gpt-4o-transcribe-diarize', responseFormat: 'json' }).overlapSeconds).toBe(8);
  });
});

describe('the list of models', () => {
  const offered = (...ids: unknown[]) => toOfferedModels(JSON.stringify({ data: ids.map((id) => ({ id })) }));

  test('has those that transcribe, with what they can do and what they can not', () => {
    expect(
      offered(
        ...['gpt-4o', 'whisper-1', 'gpt-4o-transcribe', 'gpt-4o-transcribe-diarize', 'scribe_v1', 'tts-1'],
        ...['nova-stt-3', 'astt-1', null, 7, {}, 'whisper'.repeat(40)],
      ),
    ).toEqual([
      { id: 'whisper-1', abilities: 'subtitles, words', translates: true },
      { id: 'gpt-4o-transcribe', abilities: 'text only: no subtitles', translates: false },
      { id: 'gpt-4o-transcribe-diarize', abilities: 'subtitles, speakers', translates: false },
      { id: 'scribe_v1', abilities: '', translates: true },
      { id: 'nova-stt-3', abilities: '', translates: true },
    ]);
  });

  test.each(['', '[]', '{}', '<html></html>', '{"data":null}', '{"data":{"id":"whisper-1"}}'])(
    'is not in %j',
    (body) => {
      expect(toOfferedModels(body)).toBeUndefined();
    },
  );

  test('a model without abilities is one that transcribes all the same', () => {
    expect(abilitiesOf('gemini-speech-to-text')).toBe('');
    expect(abilitiesOf('text-embedding-3-small')).toBeUndefined();
  });
});

describe('asking for the list', () => {
  const bench = useElkapi();

  test('costs nothing, and names the models of the account', async () => {
    const models = await bench.elkapi.models();
    expect(models.map(({ id }) => id)).toEqual([
      ...['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-transcribe-2025-12-15'],
      'gpt-4o-transcribe-diarize',
    ]);
    expect(await bench.service.received('models')).toHaveLength(1);
    expect(bench.runtime.charges).toBe(0);
  });

  test('leads to the Base URL if the answer is something else', async () => {
    await bench.service.spoil(
      'models',
      { kind: 'body', body: '<html></html>', contentType: 'text/html' },
      null,
    );
    const error = await failureOf(bench.elkapi.models());
    expect(error.message).toBe("ElkAPI's answer holds no list of models that could be read.");
    expect(error.description).toContain('Base URL');
  });
});
