import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../../../nodes/shared/output/description';
import {
  defaultOutputOptions,
  outputOptionsOrDefaults,
  readOutputOptions,
  wantsSubtitles,
  writeOptions,
} from '../../../../nodes/shared/output/options';
import { defaultSubtitleRules } from '../../../../transcription/subtitles/rules';
import { refusalOf } from '../../../support/failure';

const refusal = async (collection: unknown) => (await refusalOf(() => readOutputOptions(collection))).message;

const entries = (output.options ?? []).filter((entry): entry is INodeProperties => 'displayName' in entry);
const entryNamed = (name: string) => entries.find((entry) => entry.name === name);

describe('the form and its reader', () => {
  test('have the same options with the same defaults', () => {
    const defaults = Object.fromEntries(entries.map((entry) => [entry.name, entry.default]));
    expect(readOutputOptions({})).toEqual(defaults);
    expect(readOutputOptions(undefined)).toEqual(defaults);
  });

  test.each(entries.map((entry) => [entry.displayName, entry.name]))(
    'use the same name for the option %s when it is invalid',
    async (displayName, name) => {
      const message = await refusal({ [name]: { not: 'a value' } });
      expect(message.startsWith(`${displayName} `)).toBe(true);
    },
  );

  test.each(entries.filter(({ type }) => type === 'number').map(({ name }) => name))(
    'agree on the bounds of %s',
    async (name) => {
      const { displayName, typeOptions: { minValue = NaN, maxValue = NaN } = {} } = entryNamed(name) ?? {};
      // Keeps the opposite bound of the cue's duration from being the reason for the refusal.
      const wide = { minSeconds: 0.1, maxSeconds: 60 };
      for (const value of [minValue, maxValue]) {
        expect(readOutputOptions({ ...wide, [name]: value })).toHaveProperty(name, value);
      }
      expect(await refusal({ ...wide, [name]: minValue - 0.01 })).toBe(
        `${displayName} has to be at least ${minValue}.`,
      );
      expect(await refusal({ ...wide, [name]: maxValue + 0.01 })).toBe(
        `${displayName} has to be at most ${maxValue}.`,
      );
    },
  );

  test.each(['files', 'inlineSubtitles'] as const)('agree on what %s may hold', (name) => {
    const values = (entryNamed(name)?.options ?? []).flatMap((option) =>
      'value' in option ? [option.value] : [],
    );
    expect(readOutputOptions({ [name]: values })[name]).toEqual(values);
  });
});

describe('formats', () => {
  test.each([
    ['srt', ['srt']],
    ['srt, vtt', ['srt', 'vtt']],
    [' SRT ', ['srt']],
    ['', []],
    [null, []],
    [
      ['vtt', 'vtt', 'txt'],
      ['vtt', 'txt'],
    ],
  ])('an expression may give %j', (given, read) => {
    expect(readOutputOptions({ files: given }).files).toEqual(read);
  });

  test.each(['pdf', 'srt, pdf', ['pdf'], [7], 7, {}])(
    'that are not supported are refused: %j',
    async (given) => {
      expect(await refusal({ files: given })).toBe('Files takes srt, txt, vtt, and nothing else.');
    },
  );

  test('for text are subtitles only', async () => {
    expect(await refusal({ inlineSubtitles: ['txt'] })).toBe(
      'Subtitles as Text takes srt, vtt, and nothing else.',
    );
  });

  test.each([
    [{}, false],
    [{ files: ['txt'] }, false],
    [{ files: ['txt', 'vtt'] }, true],
    [{ inlineSubtitles: ['srt'] }, true],
  ])('%j ask for subtitles: %s', (collection, wanted) => {
    expect(wantsSubtitles(readOutputOptions(collection))).toBe(wanted);
  });
});

test('a minimum cue duration above the maximum is refused, naming both', async () => {
  expect(await refusal({ maxSeconds: 0.5 })).toBe(
    'Shortest Cue (Seconds) is 1, and Longest Cue (Seconds) is 0.5: the shortest must not be longer than the longest.',
  );
  expect(readOutputOptions({ minSeconds: 2, maxSeconds: 2 })).toMatchObject({ minSeconds: 2, maxSeconds: 2 });
});

test('numbers may be strings, as expressions return them', () => {
  expect(readOutputOptions({ maxLineLength: '37' }).maxLineLength).toBe(37);
});

test.each([
  [7, '7'],
  [null, ''],
  [' interview ', 'interview'],
])('a file name may be given as %j', (given, read) => {
  expect(readOutputOptions({ fileName: given }).fileName).toBe(read);
});

test("the options reach the writers of files under the writers' names", () => {
  const options = readOutputOptions({
    maxLineLength: 37.9,
    maxLines: 3,
    minSeconds: 2,
    maxSeconds: 5,
    readingSpeed: 17,
    speakerLabels: false,
    showAudioEvents: true,
    textTimes: true,
  });
  expect(writeOptions(options)).toEqual({
    speakerLabels: false,
    audioEvents: true,
    textTimes: true,
    rules: {
      maxLineLength: 37,
      maxLines: 3,
      minSeconds: 2,
      maxSeconds: 5,
      maxCharactersPerSecond: 17,
      closeGapsUnderSeconds: defaultSubtitleRules.closeGapsUnderSeconds,
    },
  });
  expect(writeOptions(defaultOutputOptions).rules).toEqual(defaultSubtitleRules);
});

test('where nobody sees an error, invalid options are reported and replaced by the defaults', () => {
  expect(outputOptionsOrDefaults({ files: ['srt'], maxLines: 0 })).toEqual({
    output: defaultOutputOptions,
    problem: 'Lines per Cue has to be at least 1.',
  });
  const right = outputOptionsOrDefaults({ files: ['srt'] });
  expect(right).toEqual({ output: readOutputOptions({ files: ['srt'] }) });
});
