import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { fixtureNamed } from '../../emulator/recordings/fixtures';
import { containing } from '../emulator/matchers';
import { wavHeader } from '../support/wavHeader';
import { elkapi, openSetting, recording, type Setting } from './setting';

/* ElkAPI's models on n8n's own engine. */

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const dialogue = fixtureNamed('dialogue.mp3');
const control = () => setting.emulator.control;
const form = z.record(z.unknown());
const sent = async () =>
  (await control().requests())
    .filter(({ operation }) => operation === 'transcriptions')
    .map(({ fields }) => form.parse(fields));

/** The names of all fields that were sent. */
const sentNames = async () => (await sent()).flatMap((fields) => Object.keys(fields));

/** Transcribes the dialogue with these options. */
const run = (
  options: INodeParameters,
  parameters: INodeParameters = {},
  node: { retryOnFail?: boolean } = {},
) =>
  setting.engine.run({ parameters: elkapi(parameters, options), ...node }, [
    recording('dialogue.mp3', { model: 'gpt-4o-mini-transcribe' }),
  ]);
const json = async (...args: Parameters<typeof run>) => {
  const { outputs, error } = await run(...args);
  expect(error?.message).toBeUndefined();
  return outputs[0]?.[0]?.json ?? {};
};

const listed = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: `${value} (…)` });

describe('the model', () => {
  test.each<[string, INodeParameters['model']]>([
    ['the text of a workflow from before there was a list', 'gpt-4o-mini-transcribe'],
    ['a choice from the list', listed('gpt-4o-mini-transcribe')],
    ['an ID', { __rl: true, mode: 'id', value: 'gpt-4o-mini-transcribe' }],
    ['an ID from an expression', { __rl: true, mode: 'id', value: '={{ $json.model }}' }],
    ['an expression from before', '={{ $json.model }}'],
  ])('may be %s', async (_what, model) => {
    expect(await json({ model })).toMatchObject({ status: 'completed', text: dialogue.text });
    expect(await sent()).toMatchObject([{ model: 'gpt-4o-mini-transcribe', response_format: 'json' }]);
  });

  test('that identifies speakers gives a dialogue, subtitles and a list of them, as Apikley does', async () => {
    const item = await json(
      { model: listed('gpt-4o-transcribe-diarize') },
      { output: { simplify: false, inlineSubtitles: ['vtt'] } },
    );
    expect(item).toMatchObject({
      speakers: [{ id: 'A' }, { id: 'B' }],
      durationSeconds: dialogue.durationSeconds,
    });
    expect(item.dialogue).toMatch(/^Speaker 1: .+\n+Speaker 2: /);
    expect(item).toMatchObject({
      segments: ['A', 'B', 'B', 'A'].map((speaker) => ({ speaker })),
    });
    expect(item).toHaveProperty('subtitles.vtt', containing('<v Speaker 2>'));
    expect(await sent()).toMatchObject([{ response_format: 'diarized_json', chunking_strategy: 'auto' }]);
  });

  test('is asked for words only if it has them, and the item says what to choose', async () => {
    const item = await json({ model: listed('gpt-4o-transcribe') }, { output: { includeWords: true } });
    expect(item.warning).toBe(
      'gpt-4o-transcribe returns no words with timestamps. To get them, set Model to whisper-1 in the options.',
    );
    expect(await sentNames()).not.toContain('timestamp_granularities[]');
  });

  test('is not sent a prompt that the form does not show with it', async () => {
    await json({ model: listed('gpt-4o-transcribe-diarize'), prompt: 'Anna' });
    expect(await sentNames()).not.toContain('prompt');
  });
});

describe('what the model does not take costs nothing', () => {
  const textOnly = "={{ 'gpt-4o-transcribe' }}";
  const diarize = "={{ 'gpt-4o-transcribe-diarize' }}";

  test.each<[string, INodeParameters, INodeParameters, string, string]>([
    [
      'a response format',
      { model: textOnly, responseFormat: 'srt' },
      {},
      'gpt-4o-transcribe returns JSON or Plain Text only, not SRT Subtitles.',
      'Set Response Format to JSON in the options, or Model to whisper-1.',
    ],
    [
      'a response format that was stored before',
      { model: listed('gpt-4o-transcribe'), responseFormat: 'verbose_json' },
      {},
      'gpt-4o-transcribe returns JSON or Plain Text only, not Verbose JSON.',
      'Set Response Format to JSON in the options, or Model to whisper-1.',
    ],
    [
      'a prompt',
      { model: diarize, prompt: 'Anna' },
      {},
      'gpt-4o-transcribe-diarize takes no prompt.',
      'Remove Prompt from the options, or set Model to whisper-1 or gpt-4o-transcribe.',
    ],
    [
      'a subtitle file',
      { model: textOnly },
      { output: { files: ['srt'] } },
      'Subtitles need timestamps, and gpt-4o-transcribe returns none.',
      'Set Model to whisper-1 or gpt-4o-transcribe-diarize in the options',
    ],
    [
      'a translation',
      { model: diarize },
      { operation: 'translate', output: { files: ['srt'] } },
      'gpt-4o-transcribe-diarize does not translate.',
      'Set Model to whisper-1 in the options.',
    ],
    ['a model without a name', { model: listed('') }, {}, 'Model must not be empty.', ''],
  ])('%s', async (_what, options, parameters, message, advice) => {
    const { error } = await run(options, parameters);
    expect(error?.message).toBe(message);
    expect(error?.description ?? '').toContain(advice);
    expect(await control().requests()).toEqual([]);
  });
});

describe('a gateway that refuses the format of the model', () => {
  beforeEach(() => control().setFacts({ elkFormats: 'noVerboseJson' }));

  test('is paid once, for the format that it named, and the item says so', async () => {
    const item = await json({}, { output: { files: ['srt'] } });
    expect(item.text).toBe(dialogue.text);
    expect(item.warning).toMatch(/^ElkAPI refused Verbose JSON for whisper-1, .* No subtitles were made: /);
    expect((await sent()).map(({ response_format }) => response_format)).toEqual(['verbose_json', 'json']);
    expect(await control().charged()).toHaveLength(1);
  });

  test('is not paid again if the answer was lost, neither at once nor in a retry', async () => {
    await control().addFault({
      on: 'transcriptions',
      skip: 1,
      action: { kind: 'drop', when: 'afterProcessing' },
    });
    const { error } = await run({}, {}, { retryOnFail: true });
    expect(error?.message).toContain('was lost');
    expect(await sent()).toHaveLength(2);
    expect(await control().charged()).toHaveLength(1);
  });

  test('is not asked at all in a retry for a transcript that it has already given', async () => {
    await control().addFault({
      on: 'transcriptions',
      match: { fileName: 'english' },
      action: { kind: 'openaiError', status: 400, message: 'No.', code: 'invalid_request' },
    });
    const parameters = elkapi({}, { itemsAtATime: 1 });
    const { outputs, error } = await setting.engine.run(
      { parameters, retryOnFail: true, waitBetweenTries: 1 },
      [recording('dialogue.mp3'), recording('english.mp3')],
    );
    expect(error?.message).toBeUndefined();
    expect(outputs[0]?.map((item) => item.json.text)).toEqual([
      dialogue.text,
      fixtureNamed('english.mp3').text,
    ]);
    expect(await control().charged()).toHaveLength(2);
  });
});

test('a recording that is longer than its model takes goes out in parts that share enough for its speakers', async () => {
  const seconds = 1_500;
  const data = Buffer.alloc(seconds * 8_000, 0x80);
  const content = Buffer.concat([wavHeader(8_000, 1, data.length), data]);
  const files = { data: { content, fileName: 'long.wav', mimeType: 'audio/wav' } };
  const parameters = elkapi({}, { model: listed('gpt-4o-transcribe-diarize') });
  const { outputs, error } = await setting.engine.run({ parameters }, [{ files }]);
  expect(error?.message).toBeUndefined();
  expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', durationSeconds: seconds });
  const charged = await control().charged();
  expect(charged).toHaveLength(2);
  const paidSeconds = charged.reduce((sum, charge) => sum + charge.seconds, 0);
  expect(paidSeconds).toBeCloseTo(seconds + 30, 0);
});
