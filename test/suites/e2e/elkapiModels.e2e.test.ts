import { modelFamilies } from '../../../providers/elkapi/models';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { objectWith } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import type { InputItem } from './run';
import { elkapiNode, recording } from './transcribeNode';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const dialogue = fixtureNamed('dialogue.mp3');
const models = Object.values(modelFamilies).map(({ example }) => example);
const listed = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: value });

/** The dialogue, from the input data and from a URL, with what its item says about the request. */
const inBothWays = (asked: Record<string, unknown>): InputItem[] => [
  recording('dialogue.mp3', { from: 'inputData', url: '', ...asked }),
  { json: { from: 'url', url: `${n8n.emulator.urls.files}/audio/dialogue.mp3`, ...asked } },
];
const perItem = { audioFrom: '={{ $json.from }}', audioUrl: '={{ $json.url }}' };

/** Runs the items, each on its own: one that fails comes out with its error. */
async function outcomes(
  items: InputItem[],
  parameters: Record<string, unknown>,
  options: Record<string, unknown> = {},
) {
  const node = elkapiNode(
    n8n,
    { ...perItem, ...parameters },
    { model: { __rl: true, mode: 'id', value: '={{ $json.model }}' }, ...options },
  );
  const { outputs } = await n8n.runWorkflow({ node: { ...node, onError: 'continueRegularOutput' }, items });
  return (outputs[0] ?? []).map(({ json }) => json);
}
const paid = async () => (await n8n.control.charged()).length;

describe('each family of models, from the input data and from a URL', () => {
  const items = () => models.flatMap((model) => inBothWays({ model }));

  test('transcribes', async () => {
    const results = await outcomes(items(), { output: { simplify: false } });
    expect(results.map(({ text }) => text)).toEqual(items().map(() => dialogue.text));
    const facts = results.map(({ segments, speakers }) => [Array.isArray(segments), speakers]);
    expect(facts).toEqual([
      ...Array<unknown>(2).fill([true, undefined]),
      ...Array<unknown>(2).fill([false, undefined]),
      ...Array<unknown>(2).fill([true, [objectWith({ id: 'A' }), objectWith({ id: 'B' })]]),
    ]);
    expect(await paid()).toBe(6);
  });

  test('translates, or says which one does, and costs nothing', async () => {
    const results = await outcomes(items(), { operation: 'translate' });
    expect(results.map(({ text, error }) => text ?? error)).toEqual([
      ...Array<unknown>(2).fill(dialogue.translation),
      ...Array<unknown>(2).fill('gpt-4o-transcribe does not translate.'),
      ...Array<unknown>(2).fill('gpt-4o-transcribe-diarize does not translate.'),
    ]);
    for (const { advice } of results.slice(2)) expect(advice).toContain('Set Model to whisper-1');
    expect(await paid()).toBe(2);
  });
});

describe('a combination that the model does not take', () => {
  test('costs nothing and says what to choose: formats and prompts', async () => {
    const wrong = [
      { model: 'gpt-4o-transcribe', format: 'srt', prompt: '' },
      { model: 'gpt-4o-transcribe-diarize', format: 'verbose_json', prompt: '' },
      { model: 'gpt-4o-transcribe-diarize', format: 'automatic', prompt: 'Anna' },
      { model: 'whisper-1', format: 'diarized_json', prompt: '' },
    ];
    const results = await outcomes(
      wrong.flatMap((asked) => inBothWays(asked)),
      {},
      { responseFormat: '={{ $json.format }}', prompt: '={{ $json.prompt }}' },
    );
    const advice = [
      'Set Response Format to JSON in the options, or Model to whisper-1. Nothing was sent.',
      'Set Response Format to Diarized JSON in the options, or Model to whisper-1. Nothing was sent.',
      'Remove Prompt from the options, or set Model to whisper-1 or gpt-4o-transcribe. Nothing was sent.',
      'Set Response Format to Verbose JSON in the options, or Model to gpt-4o-transcribe-diarize. Nothing was sent.',
    ];
    expect(results.map((result) => result.advice)).toEqual(advice.flatMap((line) => [line, line]));
    expect(await n8n.control.requests()).toEqual([]);
  });

  test('costs nothing and says what to choose: subtitles', async () => {
    const [file, url] = await outcomes(inBothWays({ model: 'gpt-4o-transcribe' }), {
      output: { files: ['srt'] },
    });
    for (const result of [file, url]) {
      expect(result?.error).toBe('Subtitles need timestamps, and gpt-4o-transcribe returns none.');
      expect(result?.advice).toContain('Set Model to whisper-1 or gpt-4o-transcribe-diarize');
    }
    expect(await n8n.control.requests()).toEqual([]);
  });
});

test('speakers of a model come out in a dialogue and in a subtitle file', async () => {
  const { outputs } = await n8n.runWorkflow({
    node: elkapiNode(
      n8n,
      { output: { files: ['srt'], inlineSubtitles: ['srt'] } },
      { model: listed('gpt-4o-transcribe-diarize') },
    ),
    items: [recording('dialogue.mp3')],
  });
  expect(outputs[0]?.[0]?.json.dialogue).toMatch(/^Speaker 1: .+\n+Speaker 2: /);
  expect(outputs[0]?.[0]?.json).toHaveProperty('subtitles.srt', expect.stringContaining('Speaker 2: '));
  expect(outputs[0]?.[0]?.binary).toHaveProperty('srt');
});

test('a gateway that refuses the format is asked once more, and paid once', async () => {
  await n8n.control.setFacts({ elkFormats: 'noVerboseJson' });
  const { outputs } = await n8n.runWorkflow({ node: elkapiNode(n8n), items: [recording('dialogue.mp3')] });
  expect(outputs[0]?.[0]?.json).toMatchObject({ text: dialogue.text });
  expect(outputs[0]?.[0]?.json.warning).toContain('ElkAPI refused Verbose JSON for whisper-1');
  expect(await n8n.control.counts()).toMatchObject({ transcriptions: 2 });
  expect(await paid()).toBe(1);
});

describe('the list of models in the form', () => {
  const choices = async (operation: string, filter?: string) =>
    await n8n.rest.listedChoices({
      nodeTypeAndVersion: { name: 'n8n-nodes-transcribe.transcribe', version: 1 },
      path: 'parameters.options.model',
      methodName: 'searchModels',
      currentNodeParameters: { provider: 'elkapi', operation },
      credentials: { elkApi: n8n.credentials.elkapi },
      ...(filter === undefined ? {} : { filter }),
    });

  test('has those of the account that transcribe, with what they can do', async () => {
    expect((await choices('transcribe')).map(({ name }) => name)).toEqual([
      'gpt-4o-mini-transcribe (text only: no subtitles)',
      'gpt-4o-mini-transcribe-2025-12-15 (text only: no subtitles)',
      'gpt-4o-transcribe (text only: no subtitles)',
      'gpt-4o-transcribe-diarize (subtitles, speakers)',
      'whisper-1 (subtitles, words)',
    ]);
    expect((await choices('transcribe', 'DIAR')).map(({ value }) => value)).toEqual([
      'gpt-4o-transcribe-diarize',
    ]);
    expect((await choices('translate')).map(({ value }) => value)).toEqual(['whisper-1']);
  });

  test('says why it is empty', async () => {
    await n8n.control.addFault({
      on: 'models',
      action: { kind: 'openaiError', status: 401, message: 'Invalid token' },
    });
    await expect(choices('transcribe')).rejects.toThrow('ElkAPI did not accept the API key.');
  });
});
