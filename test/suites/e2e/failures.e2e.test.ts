import { type Harness, sharedN8n } from './harness';
import { needs } from './needs';
import type { InputItem, RunResult } from './run';
import { apikleyNode, elkapiNode, recording, textOf, upload } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const nothingWasSent = async () => expect(await n8n.control.requests()).toEqual([]);
const onlyTask = async () => (await n8n.control.tasks())[0]?.id ?? '';

describe('a task that fails', () => {
  const run = (onError?: NodeSpec['onError']): Promise<RunResult> =>
    n8n.runWorkflow({
      node: { ...apikleyNode(n8n), ...(onError && { onError }) },
      items: [recording('german.mp3', { call: 7 })],
    });
  const message = async () =>
    `Apikley could not transcribe the recording: No speech found (task ID ${await onlyTask()}).`;
  beforeEach(() => n8n.control.planTask({ outcome: { kind: 'fail', failMsg: 'No speech found.' } }));

  test('stops the workflow', async () => {
    const { status, error } = await run();
    expect(status).toBe('error');
    expect(error?.message).toBe(await message());
  });

  test('becomes an item where the workflow continues', async () => {
    const { status, outputs } = await run('continueRegularOutput');
    expect(status).toBe('success');
    expect(outputs[0]).toMatchObject([
      {
        json: { status: 'failed', taskId: await onlyTask(), error: await message() },
        pairedItem: { item: 0 },
      },
    ]);
  });

  test('leaves through the error output, with its input', async () => {
    const { status, outputs } = await run('continueErrorOutput');
    expect(status).toBe('success');
    expect(outputs[0]).toEqual([]);
    expect(outputs[1]).toMatchObject([
      { json: { call: 7, error: await message(), details: { status: 'failed', taskId: await onlyTask() } } },
    ]);
  });
});

/** AAC-LC, 44,100 Hz, one frame of 200 bytes. */
const aacFrame = Buffer.concat([Buffer.from('fff150801900fc', 'hex'), Buffer.alloc(193)]);

describe('what is wrong with an item is said in plain words, and nothing is sent', () => {
  test.each<[string, () => InputItem, string, object?]>([
    [
      'a file that is too large',
      () => upload('long.mp3', Buffer.alloc(32_715_571)),
      'The audio file is 31.2 MB, ElkAPI takes 25 MB at most. Use Apikley (up to 200 MB), or split the file first.',
      { prepareRecordings: 'never' },
    ],
    [
      'a format that the provider does not take',
      () => upload('call.aac', aacFrame, 'audio/aac'),
      'ElkAPI does not take AAC files such as "call.aac". It takes FLAC, M4A, MP3, MP4, OGG, WAV and WebM. Convert the file first.',
      { prepareRecordings: 'never' },
    ],
    [
      'a large file that holds nothing to be heard',
      () => upload('long.mp3', Buffer.alloc(32_715_571)),
      '"long.mp3" cannot be read as a recording: it is damaged, cut off, or in a format that is not supported.',
    ],
    [
      'a file that is no audio',
      () => upload('letter.pdf', Buffer.from('%PDF-1.7'), 'application/pdf'),
      '"letter.pdf" is a PDF document, not a recording.',
    ],
    [
      'a web page that is labelled as audio',
      () => upload('call.mp3', Buffer.from('<!doctype html><title>Log in</title>'), 'audio/mpeg'),
      '"call.mp3" is a web page, not a recording.',
    ],
    [
      'a file that gives nothing away',
      () => upload('recording', Buffer.alloc(100), 'application/octet-stream'),
      '"recording" is not an audio file that can be recognised (its type is application/octet-stream). ElkAPI takes FLAC, M4A, MP3, MP4, OGG, WAV and WebM.',
    ],
    ['a missing input field', () => ({ json: {} }), 'There is no file in the input data field "data".'],
  ])('%s', async (_, item, message, options = {}) => {
    const { status, error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, {}, { ...options }),
      items: [item()],
    });
    expect([status, error?.message]).toEqual(['error', message]);
    await nothingWasSent();
  });

  needs('emptyUploads', () => {
    test('an empty file', async () => {
      const items = [upload('empty.mp3', Buffer.alloc(0))];
      const { error } = await n8n.runWorkflow({ node: elkapiNode(n8n), items });
      expect(error?.message).toBe('The audio file "empty.mp3" is empty (0 bytes).');
      await nothingWasSent();
    });
  });

  test('a URL behind which there is nothing', async () => {
    const audioUrl = `${n8n.emulator.urls.files}/audio/missing.mp3?token=secret`;
    const { error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { audioFrom: 'url', audioUrl }),
      items: [{}],
    });
    expect(error?.message).toBe(
      `The audio could not be downloaded from ${n8n.emulator.urls.files}/audio/missing.mp3: the server answered 404.`,
    );
    expect(await n8n.control.charged()).toEqual([]);
  });

  test('a URL that Apikley cannot download', async () => {
    const audioUrl = `${n8n.emulator.urls.files}/audio/missing.mp3`;
    const { error } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { audioFrom: 'url', audioUrl }),
      items: [{}],
    });
    expect(error?.message).toBe(
      'Apikley could not create the task: Server exception, please try again later.',
    );
    expect(error?.description).toContain('check that the Audio URL opens in a private browser window');
    expect((await n8n.control.counts()).createTask).toBe(1);
  });
});

describe('what the service refuses', () => {
  test('a wrong key', async () => {
    const wrong = await n8n.rest.createCredential({
      name: 'Wrong key',
      type: 'apikleyApi',
      data: { apiKey: 'wrong-key-0815', baseUrl: n8n.emulator.urls.apikley },
    });
    const run = await n8n.runWorkflow({
      node: { ...apikleyNode(n8n), credentials: { apikleyApi: { id: wrong.id, name: wrong.name } } },
      items: [recording('german.mp3')],
    });
    expect(run.error?.message).toBe('Apikley did not accept the API key.');
    expect(JSON.stringify(run.execution)).not.toContain('wrong-key-0815');
  });

  test('an account without credits', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      action: { kind: 'envelope', code: 402, msg: 'Insufficient credits' },
    });
    const { error } = await n8n.runWorkflow({ node: apikleyNode(n8n), items: [recording('german.mp3')] });
    expect(error?.message).toBe('The Apikley account does not have enough credits.');
    expect(error?.description).toBe('Top up the account, then run again. Nothing was submitted.');
  });

  test('an account without money', async () => {
    await n8n.control.setBalance({ usd: 0 });
    const { error } = await n8n.runWorkflow({ node: elkapiNode(n8n), items: [recording('german.mp3')] });
    expect(error?.message).toBe('The ElkAPI account has no money left.');
  });

  test('a rate limit: the task is submitted when the limit allows it', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      action: {
        kind: 'http',
        status: 429,
        headers: { 'retry-after': '1' },
        body: '{"code":429,"msg":"busy"}',
      },
    });
    const { outputs } = await n8n.runWorkflow({ node: apikleyNode(n8n), items: [recording('german.mp3')] });
    expect(outputs[0]?.[0]?.json.text).toBe(textOf('german.mp3'));
    expect(await n8n.control.tasks()).toHaveLength(1);
  });

  test('maintenance: nothing is submitted, and reading goes on until it is over', async () => {
    const maintenance = { kind: 'envelope', code: 455, msg: 'Maintenance' } as const;
    await n8n.control.addFault({ on: 'recordInfo', times: 2, action: maintenance });
    const read = await n8n.runWorkflow({ node: apikleyNode(n8n), items: [recording('german.mp3')] });
    expect(read.outputs[0]?.[0]?.json.text).toBe(textOf('german.mp3'));
    await n8n.control.addFault({ on: 'createTask', action: maintenance });
    const { error } = await n8n.runWorkflow({ node: apikleyNode(n8n), items: [recording('german.mp3')] });
    expect(error?.message).toBe('Apikley is under maintenance.');
    expect(error?.description).toBe('Nothing was submitted. Run again later.');
  });
});

describe('never paying twice', () => {
  const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };

  test.each([
    ['Apikley', 'createTask', () => apikleyNode(n8n)],
    ['ElkAPI', 'transcriptions', () => elkapiNode(n8n)],
  ] as const)('Retry On Fail after a lost answer of %s does not submit twice', async (name, on, node) => {
    await n8n.control.addFault({ on, action: { kind: 'drop', when: 'afterProcessing' } });
    const { error } = await n8n.runWorkflow({
      node: { ...node(), ...retrying },
      items: [recording('german.mp3')],
    });
    expect(error?.message).toBe(
      `The answer of ${name} to an earlier attempt was lost, so the recording was not sent again. The earlier attempt failed with: The connection to ${name} broke before its answer arrived: the connection was closed (ECONNRESET).`,
    );
    expect((await n8n.control.counts())[on]).toBe(1);
    expect(await n8n.control.charged()).toHaveLength(1);
  });

  test('Retry On Fail picks up the task that was submitted before', async () => {
    await n8n.control.addFault({
      on: 'recordInfo',
      action: { kind: 'envelope', code: 505, msg: 'switched off' },
    });
    const { outputs } = await n8n.runWorkflow({
      node: { ...apikleyNode(n8n), ...retrying },
      items: [recording('german.mp3')],
    });
    expect(outputs[0]?.[0]?.json.text).toBe(textOf('german.mp3'));
    expect((await n8n.control.counts()).createTask).toBe(1);
  });
});

describe('waiting', () => {
  test('ends at the time limit with the task ID and the way to its transcript', async () => {
    await n8n.control.planTask({ outcome: { kind: 'never' } });
    const { error } = await n8n.runWorkflow({
      node: apikleyNode(n8n, {}, { waitAtMostMinutes: 0.02 }),
      items: [recording('german.mp3')],
    });
    expect(error?.message).toBe(`The transcript was not ready in time (task ID ${await onlyTask()}).`);
    expect(error?.description).toBe(
      'The task continues and nothing is lost: fetch its transcript later with the operation Get Transcript and this task ID. To wait longer, raise Wait at Most (Minutes) in the options.',
    );
  });

  test('ends when the execution is cancelled', async () => {
    await n8n.control.planTask({ outcome: { kind: 'never' } });
    const deployed = await n8n.deploy({ node: apikleyNode(n8n) });
    const started = await deployed.trigger([recording('german.mp3')]);
    await n8n.control.waitFor('recordInfo', 2);
    await n8n.rest.stopExecution(started.executionId);
    const polled = (await n8n.control.counts()).recordInfo;
    expect((await started.result()).status).toBe('canceled');
    // Long enough for several more polls.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await n8n.control.counts()).recordInfo).toBe(polled);
  });
});
