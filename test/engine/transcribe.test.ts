import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { EngineRun } from './engine';
import { elkapi, apikley, openSetting, recording, type Setting } from './setting';
import { containing } from '../emulator/matchers';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';

const { text, translation } = fixtureNamed('german.mp3');
const russian = fixtureNamed('russian.ogg');
const english = fixtureNamed('english.mp3');

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const control = () => setting.emulator.control;
const run: Setting['engine']['run'] = (node, items) => setting.engine.run(node, items);
const taskIdOf = ({ outputs }: EngineRun) => z.string().parse(outputs[0]?.[0]?.json.taskId);
const count = async (operation: 'createTask' | 'transcriptions' | 'recordInfo') =>
  (await control().counts())[operation] ?? 0;

describe('Transcribe from a URL', () => {
  const audioUrl = () => `${setting.emulator.urls.files}/audio/german.mp3`;

  const sent = async () =>
    (await control().requests()).filter(({ operation }) => operation === 'transcriptions');

  test('hands the URL to Apikley and uploads nothing', async () => {
    const parameters = apikley({ audioFrom: 'url', audioUrl: audioUrl(), language: 'de' });
    const { outputs } = await run({ parameters }, [{}]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
    expect(await control().counts()).not.toHaveProperty('upload');
  });

  test('streams the file behind the URL to ElkAPI', async () => {
    const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl: audioUrl() }) }, [{}]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
    expect((await control().counts()).audio).toBe(1);
  });

  test.each([
    ['declares its size', {}],
    ['does not declare its size', { chunked: true }],
    ['compresses it unasked', { headers: { 'content-encoding': 'gzip' } }],
  ])('pays for every byte of a recording whose server %s', async (_how, options) => {
    const wav = fixtureBytes('english.wav');
    const stored = 'headers' in options ? gzipSync(wav) : wav;
    const audioUrl = await control().putFile('call.wav', stored, 'audio/wav', options);
    const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
    const { text, sha256 } = fixtureNamed('english.wav');
    expect(outputs[0]?.[0]?.json).toMatchObject({ text, fileName: 'call.wav' });
    expect((await sent()).at(-1)).toMatchObject({ fileSha256: sha256, fileBytes: wav.length });
    expect(await control().charged()).toHaveLength(1);
  });

  test('downloads again for a retry', async () => {
    await control().addFault({
      on: 'transcriptions',
      action: { kind: 'openaiError', status: 500, message: 'busy', headers: { 'retry-after-ms': '5' } },
    });
    const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl: audioUrl() }) }, [{}]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
    expect((await control().counts()).audio).toBe(2);
  });

  test('keeps the query of a URL, which may contain a signature, out of its messages', async () => {
    const parameters = elkapi({
      audioFrom: 'url',
      audioUrl: `${setting.emulator.urls.files}/audio/no.mp3?token=s3cret`,
    });
    const { error } = await run({ parameters }, [{}]);
    expect(error?.message).toBe(
      `The audio could not be downloaded from ${setting.emulator.urls.files}/audio/no.mp3: the server answered 404.`,
    );
    expect(await count('transcriptions')).toBe(0);
  });

  test('distinguishes a web page from a file', async () => {
    const audioUrl = await control().putFile('page.mp3', Buffer.from('<html>log in</html>'), 'text/html');
    const { error } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
    expect(error?.message).toMatch(/the address leads to a web page, not to a file\.$/);
  });

  test('accepts a recording that is labelled as a web page', async () => {
    const audioUrl = await control().putFile('call', fixtureBytes('german.mp3'), 'text/html');
    const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
  });

  test.each([
    ['a web page', '<!-- 1 --><!doctype html><title>Log in</title>', /a web page, not to a file\.$/],
    ['JSON', '{"error":"expired"}', /the address leads to JSON data, not to a recording\.$/],
    ['XML', '<?xml version="1.0"?><Error/>', /the address leads to an XML document, not to a recording\.$/],
  ])('sends ElkAPI nothing if it is %s that is labelled as audio', async (_what, content, message) => {
    for (const chunked of [false, true]) {
      const audioUrl = await control().putFile('call.mp3', Buffer.from(content), 'audio/mpeg', { chunked });
      const { error } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
      expect(error?.message).toMatch(message);
    }
    expect(await count('transcriptions')).toBe(0);
  });

  test('is named by where a redirect led', async () => {
    await control().addFault({ on: 'audio', action: { kind: 'redirect', to: audioUrl() } });
    const from = `${setting.emulator.urls.files}/audio/download?id=7`;
    const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl: from }) }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ text, fileName: 'german.mp3' });
  });

  test.each([false, true])(
    'downloads again when the download breaks off, and reports no lost answer (without a size: %j)',
    async (chunked) => {
      const wav = fixtureBytes('english.wav');
      const audioUrl = await control().putFile('call.wav', wav, 'audio/wav', { chunked });
      await control().addFault({ on: 'audio', action: { kind: 'drop', when: 'midAnswer' } });
      const { outputs } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
      const { text, sha256 } = fixtureNamed('english.wav');
      expect(outputs[0]?.[0]?.json.text).toBe(text);
      expect((await sent()).at(-1)).toMatchObject({ fileSha256: sha256 });
      expect(await control().charged()).toHaveLength(1);
    },
  );

  test('names the parameter that does not contain a URL', async () => {
    const { error } = await run({ parameters: apikley({ audioFrom: 'url', audioUrl: 'my file.mp3' }) }, [{}]);
    expect(error?.message).toBe('The parameter Audio URL does not hold a web address.');
  });
});

describe('Transcribe from input data, known by its content', () => {
  const field = (content: Buffer, fileName: string, mimeType: string) => [
    { files: { data: { content, fileName, mimeType } } },
  ];
  const requests = async () => (await control().requests()).map(({ operation }) => operation);

  test.each([
    ['german.mp3', 'noext', 'application/octet-stream', 'noext.mp3', 'audio/mpeg'],
    ['english.wav', 'call.mp3', 'audio/mpeg', 'call.wav', 'audio/wav'],
    ['english.ogg', 'voice.webm', 'audio/webm', 'voice.ogg', 'audio/ogg'],
    ['english.m4a', 'voice.webm', 'audio/webm', 'voice.m4a', 'audio/mp4'],
  ])('%s called %s (%s) goes out as %s', async (file, fileName, mimeType, sentName, sentType) => {
    for (const parameters of [elkapi(), apikley()]) {
      const { outputs } = await run({ parameters }, field(fixtureBytes(file), fileName, mimeType));
      expect(outputs[0]?.[0]?.json.text).toBe(fixtureNamed(file).text);
    }
    const sent = (await control().requests()).filter(({ fileName: name }) => name !== undefined);
    expect(sent).toHaveLength(2);
    for (const request of sent) expect(request).toMatchObject({ fileName: sentName, fileType: sentType });
  });

  test.each([
    ['<!doctype html><title>Log in</title>', 'a web page'],
    ['{"error":{"message":"expired"}}', 'JSON data'],
    ['<?xml version="1.0"?><Error/>', 'an XML document'],
    ['1\n00:00:01,000 --> 00:00:02,000\nHi\n', 'a subtitle file'],
  ])('sends nothing if it is no recording, whatever it is labelled: %s', async (content, what) => {
    for (const parameters of [elkapi(), apikley(), apikley({ mode: 'submit' })]) {
      const { error } = await run({ parameters }, field(Buffer.from(content), 'call.mp3', 'audio/mpeg'));
      expect(error?.message).toBe(`"call.mp3" is ${what}, not a recording.`);
    }
    expect(await requests()).toEqual([]);
  });

  test.each(['', 'audio'])('takes the only file there is if the field name is "%s"', async (name) => {
    const { outputs } = await run({ parameters: elkapi({ inputDataFieldName: name }) }, [
      { files: { attachment_0: { content: fixtureBytes('german.mp3'), fileName: 'german.mp3' } } },
    ]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
  });
});

describe('Translate to English', () => {
  test('gives the English text', async () => {
    const { outputs } = await run({ parameters: elkapi({ operation: 'translate' }) }, [
      recording('german.mp3'),
    ]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ text: translation, language: 'en' });
  });
});

describe('a batch', () => {
  test('comes out in its original order, each item paired with its own', async () => {
    const files = ['english.mp3', 'german.mp3', 'russian.ogg', 'dialogue.mp3'];
    await control().planTask({ match: { audioUrl: 'english' }, taskMs: 1200 });
    const { outputs } = await run(
      { parameters: apikley() },
      files.map((file) => recording(file)),
    );
    expect(outputs[0]?.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
      files.map((file, item) => [fixtureNamed(file).text, { item }]),
    );
  });

  test('submits nothing while any item is invalid', async () => {
    const { error } = await run({ parameters: apikley() }, [recording('english.mp3'), {}]);
    expect(error?.message).toBe('There is no file in the input data field "data".');
    expect(error?.context?.itemIndex).toBe(1);
    expect(await control().requests()).toEqual([]);
  });

  test('names the tasks of the other items when one failure stops the workflow', async () => {
    await control().planTask({
      match: { audioUrl: 'german' },
      outcome: { kind: 'fail', failMsg: 'No speech.' },
    });
    await control().planTask({ match: { audioUrl: 'english' }, outcome: { kind: 'never' } });
    const { error } = await run({ parameters: apikley() }, [
      recording('english.mp3'),
      recording('german.mp3'),
    ]);
    const [first, second] = await control().tasks();
    const [english, german] = first?.input.audio_url.includes('english') ? [first, second] : [second, first];
    expect(error?.message).toBe(
      `Apikley could not transcribe the recording: No speech (task ID ${german?.id}).`,
    );
    expect(error?.description).toContain(`(item 0: ${english?.id})`);
  });

  test('puts a failed item in its place when the workflow continues on errors', async () => {
    await control().planTask({
      match: { audioUrl: 'german' },
      outcome: { kind: 'fail', failMsg: 'No speech.' },
    });
    const { outputs } = await run({ parameters: apikley(), onError: 'continueRegularOutput' }, [
      recording('german.mp3', { call: 7 }),
      recording('russian.ogg'),
    ]);
    const [task] = (await control().tasks()).filter(({ input }) => input.audio_url.includes('german'));
    expect(outputs[0]).toMatchObject([
      {
        json: {
          status: 'failed',
          taskId: task?.id,
          error: `Apikley could not transcribe the recording: No speech (task ID ${task?.id}).`,
        },
        pairedItem: { item: 0 },
      },
      { json: { status: 'completed', text: russian.text }, pairedItem: { item: 1 } },
    ]);
  });

  test('sends a failed item, with its input, to the error output', async () => {
    const { outputs } = await run({ parameters: elkapi(), onError: 'continueErrorOutput' }, [
      { json: { call: 7 } },
      recording('russian.ogg'),
    ]);
    expect(outputs[0]).toMatchObject([{ json: { text: russian.text }, pairedItem: { item: 1 } }]);
    expect(outputs[1]).toMatchObject([
      {
        json: {
          call: 7,
          error: 'There is no file in the input data field "data".',
          details: { status: 'failed' },
        },
      },
    ]);
  });
});

describe('never paying twice', () => {
  const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

  test('does not submit again when the answer to createTask was lost, however often the node is retried', async () => {
    await control().addFault({ on: 'createTask', action: { kind: 'drop', when: 'afterProcessing' } });
    const { error } = await run({ parameters: apikley(), ...retrying }, [recording('english.mp3')]);
    expect(error?.message).toBe(
      'The answer of Apikley to an earlier attempt was lost, so the recording was not sent again. The earlier attempt failed with: The connection to Apikley broke before its answer arrived: the connection was closed (ECONNRESET).',
    );
    expect(await count('createTask')).toBe(1);
  });

  test('does not send a recording to ElkAPI again when its answer was lost', async () => {
    await control().addFault({ on: 'transcriptions', action: { kind: 'drop', when: 'afterProcessing' } });
    const { error } = await run({ parameters: elkapi(), ...retrying }, [recording('english.mp3')]);
    expect(error?.message).toBe(
      'The answer of ElkAPI to an earlier attempt was lost, so the recording was not sent again. The earlier attempt failed with: The connection to ElkAPI broke before its answer arrived: the connection was closed (ECONNRESET).',
    );
    expect(await count('transcriptions')).toBe(1);
  });

  test('picks up the submitted task when the node is retried', async () => {
    await control().addFault({ on: 'recordInfo', action: { kind: 'envelope', code: 505, msg: 'off' } });
    const { outputs } = await run({ parameters: apikley(), ...retrying }, [recording('english.mp3')]);
    expect(outputs[0]?.[0]?.json.status).toBe('completed');
    expect(await count('createTask')).toBe(1);
  });

  test('keeps the transcripts of other items for the retry', async () => {
    await control().addFault({
      on: 'transcriptions',
      match: { fileName: 'german' },
      action: { kind: 'openaiError', status: 400, message: 'bad luck' },
    });
    const { outputs } = await run({ parameters: elkapi({}, { itemsAtATime: 1 }), ...retrying }, [
      recording('russian.ogg'),
      recording('german.mp3'),
    ]);
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual([russian.text, text]);
    expect((await control().charged()).map(({ fileName }) => fileName)).toEqual([
      'russian.ogg',
      'german.mp3',
    ]);
  });

  test('does not pay again for the successful items when Retry On Fail is combined with Continue', async () => {
    await run({ parameters: elkapi(), onError: 'continueRegularOutput', ...retrying }, [
      {},
      recording('german.mp3'),
    ]);
    expect(await count('transcriptions')).toBe(1);
  });

  test('submits again after a task has failed, because a failed task is over', async () => {
    await control().planTask({ outcome: { kind: 'fail', failMsg: 'busy' } });
    const { outputs } = await run({ parameters: apikley(), ...retrying }, [recording('german.mp3')]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
    expect(await count('createTask')).toBe(2);
  });

  test('submits again after a rate limit, because nothing was created', async () => {
    await control().addFault({
      on: 'createTask',
      action: { kind: 'http', status: 429, headers: { 'retry-after': '0' } },
    });
    const { outputs } = await run({ parameters: apikley() }, [recording('german.mp3')]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
    expect(await count('createTask')).toBe(2);
  });

  describe('for the same item on a retry, although an expression gives another value', () => {
    const badLuck = (fileName: string) =>
      control().addFault({
        on: 'transcriptions',
        match: { fileName },
        action: { kind: 'openaiError', status: 400, message: 'bad luck' },
      });

    test('such as a prompt that contains the time', async () => {
      await badLuck('german');
      const prompt = '={{ "Said before " + $now.toISO() + Math.random() }}';
      const { outputs } = await run({ parameters: elkapi({}, { itemsAtATime: 1, prompt }), ...retrying }, [
        recording('russian.ogg'),
        recording('german.mp3'),
      ]);
      expect(outputs[0]?.map(({ json }) => json.text)).toEqual([russian.text, text]);
      expect(await count('transcriptions')).toBe(3);
      expect((await control().charged()).map(({ fileName }) => fileName)).toEqual([
        'russian.ogg',
        'german.mp3',
      ]);
    });

    test.each(['elkapi', 'apikley'])('such as a newly signed URL (%s)', async (provider) => {
      const at = `${setting.emulator.urls.files}/audio/`;
      const audio = {
        audioFrom: 'url',
        audioUrl: `={{ "${at}" + $json.file + "?signature=" + Math.random() }}`,
      };
      const options = { itemsAtATime: 1 };
      const parameters = provider === 'elkapi' ? elkapi(audio, options) : apikley(audio, options);
      if (provider === 'elkapi') await badLuck('english');
      else
        await control().addFault({
          on: 'createTask',
          skip: 2,
          action: { kind: 'envelope', code: 422, msg: 'no' },
        });
      const { outputs } = await run({ parameters, ...retrying }, [
        { json: { file: 'german.mp3' } },
        { json: { file: 'russian.ogg' } },
        { json: { file: 'english.mp3' } },
      ]);
      expect(outputs[0]?.map(({ json }) => json.text)).toEqual([text, russian.text, english.text]);
      expect(await control().charged()).toHaveLength(3);
    });
  });

  test('leaves nothing behind in the execution when all went well', async () => {
    const { data } = await run({ parameters: elkapi() }, [recording('german.mp3')]);
    expect(JSON.stringify(data.executionData?.contextData ?? {})).not.toContain(text);
  });
});

describe('waiting', () => {
  test('continues through lost answers', async () => {
    await control().addFault({ on: 'recordInfo', times: 2, action: { kind: 'drop', when: 'afterBody' } });
    const { outputs } = await run({ parameters: apikley() }, [recording('german.mp3')]);
    expect(outputs[0]?.[0]?.json.text).toBe(text);
  });

  test('gives up at the time limit and says how to get the transcript later', async () => {
    await control().planTask({ outcome: { kind: 'never' } });
    const { error } = await run({ parameters: apikley({}, { waitAtMostMinutes: 0.01 }) }, [
      recording('german.mp3'),
    ]);
    const [task] = await control().tasks();
    expect(error?.message).toBe(`The transcript was not ready in time (task ID ${task?.id}).`);
    expect(error?.description).toBe(
      'The task continues and nothing is lost: fetch its transcript later with the operation Get Transcript and this task ID. To wait longer, raise Wait at Most (Minutes) in the options.',
    );
  });

  test('ends when the execution is cancelled', async () => {
    await control().planTask({ outcome: { kind: 'never' } });
    const running = await setting.engine.start({ parameters: apikley() }, [recording('german.mp3')]);
    await control().waitFor('recordInfo', 2);
    running.cancel();
    expect((await running.finished).status).toBe('canceled');
    const polled = await count('recordInfo');
    // The node would poll again within this time; the end of the engine's run does not prove that it stopped.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await count('recordInfo')).toBe(polled);
  });
});

describe('Submit Only and Get Transcript', () => {
  const get = (taskId: string, output = {}) => ({
    parameters: { provider: 'apikley', operation: 'getTranscript', taskId, output, options: {} },
  });

  test('returns the task ID at once and the transcript later', async () => {
    const submitted = await run({ parameters: apikley({ mode: 'submit' }) }, [recording('german.mp3')]);
    const taskId = taskIdOf(submitted);
    expect(submitted.outputs[0]?.[0]?.json).toMatchObject({
      provider: 'apikley',
      status: 'processing',
      fileName: 'german.mp3',
    });
    await control().endTask(taskId);
    const fetched = await run(get(taskId, { includeWords: true, includeRaw: true }), [{}]);
    expect(fetched.outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', taskId, text });
    expect(fetched.outputs[0]?.[0]?.json).toHaveProperty('words');
    expect(fetched.outputs[0]?.[0]?.json).toHaveProperty('raw');
  });

  test('returns the state of a task that is still running', async () => {
    await control().planTask({ outcome: { kind: 'never' } });
    const submitted = await run({ parameters: apikley({ mode: 'submit' }) }, [recording('german.mp3')]);
    const taskId = taskIdOf(submitted);
    const fetched = await run(get(taskId), [{}]);
    expect(fetched.outputs[0]).toMatchObject([
      { json: { provider: 'apikley', status: 'processing', taskId }, pairedItem: { item: 0 } },
    ]);
  });

  test.each(['404', '422', 'nullData'] as const)(
    'reports that a task was not found (%s)',
    async (unknownTask) => {
      await control().setFacts({ unknownTask });
      const { error } = await run(get('no-such-task'), [{}]);
      expect(error?.message).toBe('There is no task with the ID "no-such-task" in this account.');
    },
  );

  test('names the task even if it cannot be read', async () => {
    await control().addFault({ on: 'recordInfo', action: { kind: 'envelope', code: 402, msg: 'Empty' } });
    const { error } = await run(get('task_of_mine'), [{}]);
    expect(error?.message).toContain('(task ID task_of_mine)');
    // Reading is free, and proves nothing about what was submitted.
    expect(error?.description).not.toContain('Nothing was submitted');
  });

  test('names the empty parameter', async () => {
    const { error } = await run(get(' '), [{}]);
    expect(error?.message).toBe('The parameter Task ID is empty.');
  });

  test('passes on the callback URL', async () => {
    const callbackUrl = `${setting.emulator.urls.files}/callback`;
    await run({ parameters: apikley({ mode: 'submit' }, { callbackUrl }) }, [recording('german.mp3')]);
    expect(await control().tasks()).toMatchObject([{ callBackUrl: containing(`${callbackUrl}?ticket=v2.`) }]);
  });
});

describe('Get Transcript after a suspended Transcribe', () => {
  test('passes on transcripts and failures it already has, and fetches the rest', async () => {
    const submitted = await run({ parameters: apikley({ mode: 'submit' }) }, [recording('german.mp3')]);
    const taskId = taskIdOf(submitted);
    await control().endTask(taskId);
    const done = { status: 'completed', taskId: 'task_1', text: 'Hello.' };
    const failed = { status: 'failed', error: 'The audio file "x.mp3" is empty (0 bytes).' };
    const parameters = {
      provider: 'apikley',
      operation: 'getTranscript',
      taskId: '={{ $json.taskId }}',
      options: {},
    };
    const { outputs } = await run({ parameters }, [
      { json: done },
      { json: failed },
      { json: { status: 'processing', taskId } },
    ]);
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([done, failed, { status: 'completed', text }]);
  });
});

describe('an item that is not a transcript', () => {
  const continued = { onError: 'continueRegularOutput' } as const;

  test('begins with what a reader looks for, and names its recording', async () => {
    const page = {
      data: { content: Buffer.from('<html></html>'), fileName: 'call.mp3', mimeType: 'audio/mpeg' },
    };
    const { outputs } = await run({ parameters: elkapi(), ...continued }, [{ files: page }]);
    const json = outputs[0]?.[0]?.json ?? {};
    expect(Object.keys(json)).toEqual(['status', 'fileName', 'error', 'advice']);
    expect(json).toMatchObject({ status: 'failed', fileName: 'call.mp3' });
  });

  test('is named after its URL', async () => {
    const audioUrl = `${setting.emulator.urls.files}/audio/missing.mp3?token=abc`;
    const parameters = elkapi({ audioFrom: 'url', audioUrl });
    const { outputs } = await run({ parameters, ...continued }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'failed', fileName: 'missing.mp3' });
  });

  test('has no name if it has no recording', async () => {
    const { outputs } = await run({ parameters: elkapi(), ...continued }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'failed' });
    expect(outputs[0]?.[0]?.json).not.toHaveProperty('fileName');
  });

  test('gives its name to the transcript that is fetched later', async () => {
    const submitted = await run({ parameters: apikley({ mode: 'submit' }) }, [recording('german.mp3')]);
    await control().endTask(taskIdOf(submitted));
    const parameters = {
      provider: 'apikley',
      operation: 'getTranscript',
      taskId: '={{ $json.taskId }}',
      output: { files: ['srt'] },
      options: {},
    };
    const { outputs } = await run({ parameters }, [{ json: submitted.outputs[0]?.[0]?.json ?? {} }]);
    expect(outputs[0]?.[0]?.binary).toMatchObject({ srt: { fileName: 'german.srt' } });
  });
});

describe('Get Balance', () => {
  test("returns Apikley's credits", async () => {
    await control().setBalance({ credits: 12.5 });
    const { outputs } = await run({ parameters: { provider: 'apikley', operation: 'getBalance' } }, [{}]);
    expect(outputs[0]?.[0]?.json).toEqual({ provider: 'apikley', remaining: 12.5, unit: 'credits' });
  });

  test("returns ElkAPI's quota, and sends its key only to the balance host", async () => {
    await control().setBalance({ usd: 7 });
    const { outputs } = await run({ parameters: { provider: 'elkapi', operation: 'getBalance' } }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ provider: 'elkapi', unit: 'USD', total: 7 });
    expect((await control().requests()).map(({ host }) => host)).toEqual(['balance']);
  });

  test('does not show the key, which is in the query, when the balance cannot be read', async () => {
    await control().addFault({
      on: 'quota',
      times: Infinity,
      action: { kind: 'redirect', to: 'http://127.0.0.1:9/' },
    });
    const ran = await run({ parameters: { provider: 'elkapi', operation: 'getBalance' } }, [{}]);
    expect(ran.error?.message).toBe('ElkAPI redirected the request to another address.');
    expect(JSON.stringify([ran.error, ran.data])).not.toContain(setting.emulator.keys.elkapi);
  });
});
