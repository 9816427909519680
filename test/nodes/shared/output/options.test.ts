import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../../../nodes/shared/output/description';
import {
  defaultOutputOptions,
  outputOptionsOrDefaults,
  readOutputOptions,
  wantsSubtitles,
  writeOptions,
} from '../../../../nodes/shared/output/options';
import { defaultSubtitleRules, ruleSets } from '../../../../transcription/subtitles/rules';
import { refusalOf } from '../../../support/failure';

const refusal = async (collection: unknown) => (await refusalOf(() => readOutputOptions(collection))).message;

const entries = (output.options ?? []).filter((entry): entry is INodeProperties => 'displayName' in entry);
const entryNamed = (name: string) => entries.find((entry) => entry.name === name);

describe('the form and its reader', () => {
  test('have the same options with the same defaults', () => {
    const defaults = Object.fromEntries(entries.map((entry) => [entry.name, entry.default]));
    const { chaining, gapSeconds, maxLineLength, maxLines, maxSeconds, minSeconds, readingSpeed, ...more } =
      defaults;
    const { dualSpeakers, ...others } = more;
    expect(readOutputOptions({})).toEqual(others);
    expect(readOutputOptions(undefined)).toEqual(others);
    const timing = { chaining, gapSeconds, maxSeconds, minSeconds, readingSpeed };
    const rules = { ...timing, dualSpeakers, maxLineLength, maxLines };
    expect(writeOptions(readOutputOptions(rules)).rules).toEqual(defaultSubtitleRules);
  });

  test.each(entries.map((entry) => [entry.displayName, entry.name]))(
    'use the same name for the option %s when it is invalid',
    async (displayName, name) => {
      const message = await refusal({ [name]: { not: ['a', 'value'] } });
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
      expect(await refusal({ files: given })).toBe(
        'Subtitle and Text Files takes html, md, srt, txt, vtt, and nothing else.',
      );
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

describe('speaker names', () => {
  test.each<[unknown, unknown]>([
    ['Anna, Boris', ['Anna', 'Boris']],
    [{ speaker_0: 'Anna' }, { speaker_0: 'Anna' }],
    ['{"speaker_0": "Anna"}', { speaker_0: 'Anna' }],
    [null, ''],
  ])('may be given as %j', (given, read) => {
    expect(readOutputOptions({ speakerNames: given }).speakerNames).toEqual(read);
  });

  test.each([true, '{"speaker_0": "Anna"', [['Anna']]])('that are none are refused: %j', async (given) => {
    expect(await refusal({ speakerNames: given })).toBe(
      'Speaker Names has to be names such as "Anna, Boris", a list of them, or a JSON object by speaker ID such as {"speaker_0": "Anna"}.',
    );
  });
});

describe('a speaker label', () => {
  test.each(['', '{Name}: ', 'Speaker: '])('without a name in it is refused: %j', async (speakerLabel) => {
    expect(await refusal({ speakerLabel })).toBe(
      'Speaker Label has to contain {name}, as in "{name}: ". To leave out who speaks, switch Speaker Labels off.',
    );
  });

  test('keeps its spaces, and is the usual one if an expression gives nothing', () => {
    expect(readOutputOptions({ speakerLabel: ' {name}  ' }).speakerLabel).toBe(' {name}  ');
    expect(readOutputOptions({ speakerLabel: null }).speakerLabel).toBe('{name}: ');
  });

  test('leaves room for words', async () => {
    expect(await refusal({ speakerLabel: `{name}${' '.repeat(35)}` })).toBe(
      'Speaker Label has to be at most 40 characters long.',
    );
  });
});

test('a minimum cue duration above the maximum is refused, naming both', async () => {
  expect(await refusal({ maxSeconds: 0.5 })).toBe(
    'Subtitle Shortest Cue (Seconds) is 1, and Subtitle Longest Cue (Seconds) is 0.5: the shortest must not be longer than the longest.',
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

describe('Recording URL', () => {
  const files = ['html'];

  test.each([
    ['https://files.example/a.mp3?sig=1', 'https://files.example/a.mp3?sig=1'],
    [' http://files.example ', 'http://files.example'],
    ['', ''],
    [null, ''],
  ])('may be %j', (given, read) => {
    expect(readOutputOptions({ files, recordingUrl: given }).recordingUrl).toBe(read);
  });

  test.each([
    'interview.mp3',
    'ftp://files.example/a.mp3',
    'javascript:alert(1)',
    'https://me:secret@files.example/a',
  ])('that a page cannot play is refused without repeating it: %s', async (recordingUrl) => {
    expect(await refusal({ files, recordingUrl })).toBe(
      'Recording URL has to begin with https:// or http://, and may hold no spaces, user name or password. Correct it, or leave it empty for a page without a player.',
    );
  });

  test('is not checked while the form hides it', () => {
    expect(readOutputOptions({ files: ['txt'], recordingUrl: 'interview.mp3' }).files).toEqual(['txt']);
  });
});

describe('Subtitle Rules', () => {
  test.each(Object.entries(ruleSets))(
    '%s is in the form, and reaches the writers',
    (name, { rules, scripts }) => {
      const offered = (entryNamed('subtitleRules')?.options ?? []).flatMap((option) =>
        'value' in option ? [option.value] : [],
      );
      expect(offered).toContain(name);
      expect(writeOptions(readOutputOptions({ subtitleRules: name }))).toMatchObject({
        rules,
        scriptRules: scripts,
      });
    },
  );

  test('give way to single rules, in every script', () => {
    const { rules, scriptRules } = writeOptions(
      readOutputOptions({
        subtitleRules: 'social',
        maxLineLength: 30,
        gapSeconds: 0,
        chaining: false,
        dualSpeakers: true,
      }),
    );
    const chosen = { maxLineLength: 30, gapSeconds: 0, chainSeconds: 0, dualSpeakers: true };
    expect(rules).toEqual({ ...ruleSets.social.rules, ...chosen });
    expect(scriptRules?.japanese).toEqual({ ...ruleSets.social.scripts.japanese, ...chosen });
  });

  test('are compared with single rules', async () => {
    expect(await refusal({ subtitleRules: 'social', minSeconds: 4 })).toBe(
      'Subtitle Shortest Cue (Seconds) is 4, and Subtitle Longest Cue (Seconds) is 3: the shortest must not be longer than the longest.',
    );
  });

  test('that are not supported are refused', async () => {
    expect(await refusal({ subtitleRules: 'cinema' })).toBe(
      'Subtitle Rules takes broadcast, streaming, social, and nothing else.',
    );
  });
});

test("the options reach the writers of files under the writers' names", () => {
  const options = readOutputOptions({
    maxLineLength: 37.9,
    maxLines: 3,
    minSeconds: 2,
    maxSeconds: 5,
    readingSpeed: 17,
    speakerLabel: '[{name}] ',
    speakerLabels: false,
    speakerNames: 'Anna',
    vttSpeakerNames: true,
    showAudioEvents: true,
    textTimes: true,
    leaveOutBackchannels: true,
    recordingUrl: ' https://files.example/a.mp3 ',
  });
  expect(writeOptions(options)).toMatchObject({
    speakerLabels: false,
    speakers: { names: ['Anna'], label: '[{name}] ', labelsInVtt: true },
    audioEvents: true,
    textTimes: true,
    withoutBackchannels: true,
    recordingUrl: 'https://files.example/a.mp3',
    rules: {
      maxLineLength: 37,
      maxLines: 3,
      minSeconds: 2,
      maxSeconds: 5,
      maxCharactersPerSecond: 17,
      gapSeconds: defaultSubtitleRules.gapSeconds,
      chainSeconds: defaultSubtitleRules.chainSeconds,
    },
  });
  expect(writeOptions(defaultOutputOptions).rules).toEqual(defaultSubtitleRules);
});

test('where nobody sees an error, invalid options are reported and replaced by the defaults', () => {
  expect(outputOptionsOrDefaults({ files: ['srt'], maxLines: 0 })).toEqual({
    output: defaultOutputOptions,
    problem: 'Subtitle Lines per Cue has to be at least 1.',
  });
  const right = outputOptionsOrDefaults({ files: ['srt'] });
  expect(right).toEqual({ output: readOutputOptions({ files: ['srt'] }) });
});
