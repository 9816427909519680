import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { taskIdOfParts } from '../../transcription/parts/partsTaskId';
import { noiseWav } from '../support/wav';
import { apikley, elkapi, openSetting, recording, type Setting } from './setting';

/* Recordings above a limit on n8n's own engine. */

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const control = () => setting.emulator.control;
const run: Setting['engine']['run'] = (node, items) => setting.engine.run(node, items);
const count = async (operation: 'createTask' | 'transcriptions' | 'upload') =>
  (await control().counts())[operation] ?? 0;

const seconds = 900;
/** 28.8 MB: two parts for ElkAPI, which takes 25 MiB. */
const long = noiseWav(seconds);
const item = () => ({ files: { data: { content: long, fileName: 'long.wav', mimeType: 'audio/wav' } } });

const refusal = { kind: 'openaiError', status: 400, message: 'No.', code: 'invalid_request' } as const;
const refuseSecond = () => control().addFault({ on: 'transcriptions', skip: 1, action: refusal });
const oneByOne = elkapi({}, { itemsAtATime: 1 });

describe('a recording above the limit of an upload', () => {
  test('goes out in parts and comes back as one item, with its length', async () => {
    const { outputs, error } = await run({ parameters: elkapi() }, [item()]);
    expect(error?.message).toBeUndefined();
    expect(outputs[0]).toHaveLength(1);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', durationSeconds: seconds });
    expect(await count('transcriptions')).toBe(2);
  });

  test('whose second part is refused is only paid for once in a retry', async () => {
    await refuseSecond();
    const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
    const { outputs, error } = await run({ parameters: oneByOne, ...retrying }, [item()]);
    expect(error?.message).toBeUndefined();
    expect(outputs[0]?.[0]?.json).toMatchObject({ durationSeconds: seconds });
    expect(await control().charged()).toHaveLength(2);
  });

  test('whose second part is refused says which one, and that the other one is kept for a retry', async () => {
    await refuseSecond();
    const { error } = await run({ parameters: oneByOne }, [item()]);
    expect(error?.message).toMatch(/^Part 2 of 2 of the recording \(from [\d:]+ to 0:15:00\) failed: /);
    expect(error?.description).toContain(
      'Parts of this recording whose transcripts were already received: 1.',
    );
    expect(error?.description).not.toContain('other items');
    expect(error).toHaveProperty('context.answer');
  });

  test('is not sent on after a part whose answer was lost, neither at once nor in a retry', async () => {
    await control().addFault({
      on: 'transcriptions',
      action: { kind: 'drop', when: 'afterProcessing' },
    });
    const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
    const { error } = await run({ parameters: oneByOne, ...retrying }, [item()]);
    expect(error?.message).toMatch(/^Part 1 of 2 .* failed: The answer of ElkAPI .* was lost/);
    expect(await control().charged()).toHaveLength(1);
    expect(await count('transcriptions')).toBe(1);
  });

  test('does not hide which item stopped the workflow', async () => {
    await control().addFault({ on: 'transcriptions', match: { fileName: 'short' }, action: refusal });
    const short = { files: { data: { content: noiseWav(1), fileName: 'short.wav', mimeType: 'audio/wav' } } };
    const { error } = await run({ parameters: oneByOne }, [item(), short]);
    expect(error?.message).not.toContain('Part');
    expect(error?.message).not.toContain('another item');
  });
});

describe('a recording of unannounced size behind a URL', () => {
  test.each([
    ['sent in chunks', () => long, { chunked: true }],
    ['packed unasked', () => gzipSync(long, { level: 1 }), { headers: { 'content-encoding': 'gzip' } }],
  ])('is transcribed to its end, however large it is: %s', async (_, content, options) => {
    const audioUrl = await control().putFile('long.wav', content(), 'audio/wav', options);
    const { outputs, error } = await run({ parameters: elkapi({ audioFrom: 'url', audioUrl }) }, [{}]);
    expect(error?.message).toBeUndefined();
    expect(outputs[0]?.[0]?.json).toMatchObject({ durationSeconds: seconds });
    expect(await control().charged()).toHaveLength(2);
  });
});

describe('Longest Recording (Minutes)', () => {
  const byUrl = (audioUrl: string, options = {}, mode = 'wait') =>
    apikley({ audioFrom: 'url', audioUrl, mode }, { longestMinutes: 14, ...options });

  test.each(['automatically', 'never'])(
    'refuses a longer one that Apikley would fetch (%s)',
    async (prepareRecordings) => {
      const audioUrl = await control().putFile('long.wav', long, 'audio/wav');
      const { error } = await run({ parameters: byUrl(audioUrl, { prepareRecordings }) }, [{}]);
      expect(error?.message).toBe('"long.wav" is 15 minutes long, Longest Recording (Minutes) allows 14.');
      expect(await count('createTask')).toBe(0);
    },
  );

  test('sends nothing if the recording can not be looked at', async () => {
    await control().addFault({ on: 'audio', times: 2, action: { kind: 'http', status: 403 } });
    const audioUrl = await control().putFile('call', fixtureBytes('german.mp3'), 'audio/mpeg');
    const { error } = await run({ parameters: byUrl(audioUrl) }, [{}]);
    expect(error?.message).toContain('the server answered 403');
    expect(await count('createTask')).toBe(0);
  });

  test.each([
    ['english.mp3', 6.2, 'audio/mpeg'],
    ['english.m4a', 6.1, 'audio/mp4'],
    ['english.wav', 6.1, 'audio/wav'],
    ['german.mp3', 5.2, 'audio/mpeg'],
  ])(
    'finds the length of %s (%s s) at its beginning, whether a limit is set or not',
    async (name, itsSeconds, mediaType) => {
      const audioUrl = await control().putFile(name, fixtureBytes(name), mediaType);
      const { outputs, error } = await run(
        { parameters: apikley({ audioFrom: 'url', audioUrl, mode: 'submit' }) },
        [{}],
      );
      expect(error).toBeUndefined();
      const { durationSeconds } = outputs[0]?.[0]?.json ?? {};
      expect(durationSeconds).toBeCloseTo(itsSeconds, 0);
    },
  );

  test('submits a recording whose beginning does not say how long it is', async () => {
    const audioUrl = await control().putFile(
      'voice',
      fixtureBytes('english.ogg').subarray(0, 9_000),
      'audio/ogg',
    );
    const { outputs, error } = await run(
      { parameters: apikley({ audioFrom: 'url', audioUrl, mode: 'submit' }) },
      [{}],
    );
    expect([error, outputs[0]?.[0]?.json.status]).toEqual([undefined, 'processing']);
  });

  test('leaves a shorter one to Apikley, and its length in the pending item', async () => {
    const audioUrl = await control().putFile('long.wav', long, 'audio/wav');
    const { outputs } = await run({ parameters: byUrl(audioUrl, { longestMinutes: 15 }, 'submit') }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'processing', durationSeconds: seconds });
    expect(await count('upload')).toBe(0);
    expect(await control().requests()).toContainEqual(
      expect.objectContaining({ operation: 'createTask', host: 'apikley' }),
    );
  });
});

test('Apikley is left what can not be opened from here', async () => {
  const audioUrl = await control().putFile('call', fixtureBytes('german.mp3'), 'audio/mpeg');
  await control().addFault({ on: 'audio', action: { kind: 'http', status: 403 } });
  const { outputs } = await run({ parameters: apikley({ audioFrom: 'url', audioUrl }) }, [{}]);
  expect(outputs[0]?.[0]?.json).toMatchObject({ text: fixtureNamed('german.mp3').text });
  expect(await control().counts()).not.toHaveProperty('upload');
});

describe('Get Transcript with the task ID of several parts', () => {
  const fetching = (taskId: string) => ({
    provider: 'apikley',
    operation: 'getTranscript',
    taskId,
    options: {},
  });

  /** Two tasks as if they were for the two halves of a recording. */
  async function submitted(): Promise<[string, string]> {
    const parameters = apikley({ mode: 'submit' });
    const { outputs } = await run({ parameters }, [recording('german.mp3'), recording('english.mp3')]);
    const [first, second] = (outputs[0] ?? []).map(({ json }) => z.string().parse(json.taskId));
    return [first ?? '', second ?? ''];
  }
  const idOf = ([first, second]: [string, string]) =>
    taskIdOfParts(
      [
        { taskId: first, startSeconds: 0, endSeconds: 10 },
        { taskId: second, startSeconds: 9, endSeconds: 20 },
      ],
      20,
    );

  test('gives one transcript, and passes on its own item', async () => {
    const ids = await submitted();
    for (const id of ids) await control().endTask(id);
    const taskId = idOf(ids);
    const { outputs } = await run({ parameters: fetching(taskId) }, [{}]);
    const [item] = outputs[0] ?? [];
    expect(item?.json).toMatchObject({ status: 'completed', taskId, durationSeconds: 20 });
    await control().reset();
    const again = await run({ parameters: fetching('={{ $json.taskId }}') }, [{ json: item?.json ?? {} }]);
    expect(again.outputs[0]?.[0]?.json).toEqual(item?.json);
    expect(await control().requests()).toEqual([]);
  });

  test('says that it is processing while one of them runs', async () => {
    await control().planTask({ outcome: { kind: 'never' } });
    const taskId = idOf(await submitted());
    const { outputs } = await run({ parameters: fetching(taskId) }, [{}]);
    expect(outputs[0]?.[0]?.json).toEqual({
      provider: 'apikley',
      status: 'processing',
      taskId,
      durationSeconds: 20,
    });
  });

  test('keeps the ID of all while one is unknown, which may be visible later', async () => {
    const [first] = await submitted();
    await control().endTask(first);
    const taskId = idOf([first, 'unknown']);
    const { outputs } = await run({ parameters: fetching(taskId), onError: 'continueRegularOutput' }, [{}]);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'failed', taskId });
    expect(outputs[0]?.[0]?.json.error).toMatch(/^Part 2 of 2 .* There is no task with the ID "unknown"/);
  });

  test('asks for nothing if the ID is damaged', async () => {
    const taskId = idOf(['a', 'b']);
    const { error } = await run({ parameters: fetching(taskId.slice(0, -3)) }, [{}]);
    expect(error?.message).toContain('The Task ID looks cut off or changed');
    expect(await control().requests()).toEqual([]);
  });
});
