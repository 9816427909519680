import { modelFamilies } from '../../../providers/elkapi/models';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { type Harness, sharedN8n } from './harness';
import type { InputItem } from './run';
import { apikleyNode, elkapiNode, recording, textOf } from './transcribeNode';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

describe('ElkAPI', () => {
  test.each(modelFamilies.whisper.formats)('transcribes a file and answers as %s', async (responseFormat) => {
    const { status, outputs } = await n8n.runWorkflow({
      node: elkapiNode(n8n, {}, { responseFormat }),
      items: [recording('english.mp3')],
    });
    expect(status).toBe('success');
    expect(outputs[0]?.[0]?.json).toMatchObject({
      status: 'completed',
      fileName: 'english.mp3',
      text: textOf('english.mp3'),
    });
  });

  test('transcribes a file behind a URL', async () => {
    const audioUrl = `${n8n.emulator.urls.files}/audio/german.mp3`;
    const { outputs } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { audioFrom: 'url', audioUrl, language: 'de' }),
      items: [{}],
    });
    expect(outputs[0]?.[0]?.json).toMatchObject({ text: textOf('german.mp3'), language: 'de' });
  });

  test('translates to English', async () => {
    const { outputs } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { operation: 'translate' }),
      items: [recording('russian.ogg')],
    });
    expect(outputs[0]?.[0]?.json.text).toBe(fixtureNamed('russian.ogg').translation);
  });

  test('tells the balance', async () => {
    await n8n.control.setBalance({ usd: 3 });
    const { outputs } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { operation: 'getBalance' }),
      items: [{}],
    });
    expect(outputs[0]?.[0]?.json).toMatchObject({ provider: 'elkapi', unit: 'USD', total: 3 });
  });
});

describe('Apikley', () => {
  test('transcribes a file behind a URL without uploading it', async () => {
    const audioUrl = `${n8n.emulator.urls.files}/audio/english.mp3`;
    const { outputs } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { audioFrom: 'url', audioUrl }),
      items: [{}],
    });
    expect(outputs[0]?.[0]?.json).toMatchObject({
      status: 'completed',
      text: textOf('english.mp3'),
      language: 'en',
    });
    expect(await n8n.control.counts()).not.toHaveProperty('upload');
  });

  test('uploads a file, then transcribes it', async () => {
    const { outputs } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { output: { includeWords: true, simplify: false } }),
      items: [recording('dialogue.mp3')],
    });
    expect(outputs[0]?.[0]?.json).toMatchObject({
      text: textOf('dialogue.mp3'),
      speakers: [{ id: 'speaker_0' }, { id: 'speaker_1' }],
    });
    expect(outputs[0]?.[0]?.json.words).toHaveLength(fixtureNamed('dialogue.mp3').words.length);
    expect(await n8n.control.counts()).toMatchObject({ upload: 1, createTask: 1 });
  });

  test('tells the balance', async () => {
    await n8n.control.setBalance({ credits: 41.5 });
    const { outputs } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { operation: 'getBalance' }),
      items: [{}],
    });
    expect(outputs[0]?.[0]?.json).toEqual({ provider: 'apikley', remaining: 41.5, unit: 'credits' });
  });
});

describe('a batch of 20 mixed items', () => {
  const files = ['english.mp3', 'german.mp3', 'russian.ogg', 'dialogue.mp3', 'english.wav'];
  const names = Array.from({ length: 20 }, (_, index) => files[index % files.length] ?? '');
  const items = (): InputItem[] =>
    names.map((file, index) =>
      index % 2 === 0
        ? recording(file, { from: 'inputData', url: '' })
        : { json: { from: 'url', url: `${n8n.emulator.urls.files}/audio/${file}` } },
    );
  const perItem = { audioFrom: '={{ $json.from }}', audioUrl: '={{ $json.url }}' };

  test.each([
    ['Apikley', () => apikleyNode(n8n, perItem)],
    ['ElkAPI', () => elkapiNode(n8n, perItem)],
  ])('comes out of %s in input order, each item paired with its own', async (_, node) => {
    await n8n.control.planTask({ match: { audioUrl: 'english.mp3' }, times: 2, taskMs: 1_500 });
    const { outputs } = await n8n.runWorkflow({ node: node(), items: items() });
    expect(outputs[0]?.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
      names.map((file, item) => [textOf(file), { item }]),
    );
  });
});

describe('Get Transcript', () => {
  const submit = async () => {
    const { outputs } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { mode: 'submit' }),
      items: [recording('german.mp3')],
    });
    expect(outputs[0]?.[0]?.json).toMatchObject({ provider: 'apikley', status: 'processing' });
    return String(outputs[0]?.[0]?.json.taskId);
  };
  const get = (taskId: string) =>
    n8n.runWorkflow({ node: apikleyNode(n8n, { operation: 'getTranscript', taskId }), items: [{}] });

  test('gives the state of a task that is running, and the transcript when it has finished', async () => {
    await n8n.control.planTask({ outcome: { kind: 'success' }, taskMs: 600_000 });
    const taskId = await submit();
    expect((await get(taskId)).outputs[0]?.[0]?.json).toEqual({
      provider: 'apikley',
      status: 'processing',
      taskId,
    });
    await n8n.control.endTask(taskId);
    expect((await get(taskId)).outputs[0]?.[0]?.json).toMatchObject({
      status: 'completed',
      taskId,
      text: textOf('german.mp3'),
    });
  });

  test('waits for a task that is running where it is told to', async () => {
    await n8n.control.planTask({ taskMs: 1_500 });
    const taskId = await submit();
    const node = apikleyNode(n8n, { operation: 'getTranscript', taskId }, { waitUntilFinished: true });
    const { outputs } = await n8n.runWorkflow({ node, items: [{}] });
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', text: textOf('german.mp3') });
  });

  test('passes an item on that holds its transcript already, without asking anybody', async () => {
    const item = { status: 'completed', taskId: 'task_1', text: 'Hello.', mine: 7 };
    const node = apikleyNode(n8n, { operation: 'getTranscript', taskId: '={{ $json.taskId }}' });
    const { outputs } = await n8n.runWorkflow({ node, items: [{ json: item }] });
    expect(outputs[0]?.[0]?.json).toEqual(item);
    expect(await n8n.control.requests()).toEqual([]);
  });

  test('says why a task has failed', async () => {
    await n8n.control.planTask({ taskMs: 0, outcome: { kind: 'fail', failMsg: 'The audio is damaged.' } });
    const taskId = await submit();
    expect((await get(taskId)).error?.message).toBe(
      `Apikley could not transcribe the recording: The audio is damaged (task ID ${taskId}).`,
    );
  });

  test('says that it does not know a task', async () => {
    const { error } = await get('task-of-somebody-else');
    expect(error?.message).toBe('There is no task with the ID "task-of-somebody-else" in this account.');
    expect(error?.description).toBe(
      'Check the task ID, and that the credential is the one it was submitted with. A task submitted less than two minutes ago may not be visible yet.',
    );
  });
});
