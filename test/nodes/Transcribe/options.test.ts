import { options } from '../../../nodes/Transcribe/descriptions/options';
import { apikleyOptionsSchema } from '../../../providers/apikley/options';
import { elkapiOptionsSchema } from '../../../providers/elkapi/options';
import { bounds } from '../../../nodes/Transcribe/bounds';
import { defaultOptions, optionsSchema } from '../../../nodes/Transcribe/options';

const metadataOf = (metadata: unknown) => optionsSchema.parse({ metadata }).metadata;

test('metadata is a JSON object, as the text of the form or from an expression', () => {
  expect(metadataOf('{"id": 7}')).toEqual({ id: 7 });
  expect(metadataOf({ id: 7 })).toEqual({ id: 7 });
  expect(metadataOf(' ')).toEqual({});
  expect(metadataOf(undefined)).toEqual({});
});

test.each(['{"id"', '[', 'id', 7, null])('metadata of %j is refused', (metadata) => {
  expect(() => metadataOf(metadata)).toThrow('Metadata has to be a JSON object');
});

test.each([
  ['chosen from the list', { __rl: true, mode: 'list', value: 'whisper-2', cachedResultName: 'whisper-2' }],
  ['given by its ID', { __rl: true, mode: 'id', value: 'whisper-2' }],
  ['saved before there was a list, or returned by an expression', 'whisper-2'],
])('a model is read that was %s', (_how, model) => {
  expect(optionsSchema.parse({ model }).model).toBe('whisper-2');
});

test('the options of a provider pass through to its own schema', () => {
  expect(optionsSchema.parse({ diarize: false })).toEqual({ ...defaultOptions, diarize: false });
});

test('what the form is filled with means the same as an option that was never added', () => {
  const entries = options
    .flatMap((collection) => collection.options ?? [])
    .flatMap((option) => ('default' in option && option.name in defaultOptions ? [option] : []));
  expect(new Set(entries.map(({ name }) => name))).toEqual(new Set(Object.keys(defaultOptions)));
  for (const entry of entries)
    expect(optionsSchema.parse({ [entry.name]: entry.default })).toEqual(defaultOptions);
});

test.each([
  ['apikley', apikleyOptionsSchema],
  ['elkapi', elkapiOptionsSchema],
] as const)('the same holds for the options of %s', (provider, schema) => {
  const defaults = schema.parse({});
  const shown = options
    .filter(({ displayOptions }) => displayOptions?.show?.provider?.includes(provider))
    .flatMap((collection) => collection.options ?? [])
    .flatMap((option) =>
      'default' in option && option.name in defaults ? [[option.name, option.default]] : [],
    );
  expect(new Set(shown.map(([name]) => name))).toEqual(new Set(Object.keys(defaults)));
  expect(schema.parse(optionsSchema.parse(Object.fromEntries(shown)))).toEqual(defaults);
});

test('each default lies within its bounds', () => {
  const numbers = Object.entries(bounds).map(([name, { minValue, maxValue }]) => {
    const entry = options
      .flatMap((collection) => collection.options ?? [])
      .find((option) => option.name === name);
    return {
      minValue,
      maxValue,
      standard: entry !== undefined && 'default' in entry ? entry.default : undefined,
    };
  });
  for (const { minValue, maxValue, standard } of numbers) {
    expect(Number(standard)).toBeGreaterThanOrEqual(minValue);
    expect(Number(standard)).toBeLessThanOrEqual(maxValue);
  }
});
