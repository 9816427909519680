import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { ticketParameter } from '../../nodes/shared/webhooks/callbackUrl';
import { ticketKey, verifyTicket } from '../../transcription/callbacks/ticket';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import type { InputItem } from './engine';
import { apikley, openSetting, recording, type Setting } from './setting';

const { text } = fixtureNamed('dialogue.mp3');

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

interface Callback {
  query: Record<string, string>;
  body: { taskId: string };
}

/** Submits a recording with a callback URL, and returns the callback that follows the end of its task. */
async function submitted(
  parameters: INodeParameters = {},
  options: INodeParameters = {},
  item: InputItem = recording('dialogue.mp3'),
): Promise<Callback> {
  const { control } = setting.emulator;
  const callbackUrl = `${setting.emulator.urls.files}/callback`;
  await setting.engine.run(
    { parameters: apikley({ mode: 'submit', ...parameters }, { callbackUrl, ...options }) },
    [item],
  );
  const [task] = (await control.tasks()).slice(-1);
  if (task?.callBackUrl === undefined) throw new Error('no task was submitted');
  await control.endTask(task.id);
  return {
    query: Object.fromEntries(new URL(task.callBackUrl).searchParams),
    body: { taskId: task.id },
  };
}

const receive = (callback: Callback, parameters: INodeParameters = {}) =>
  setting.engine.call({ role: 'trigger', parameters }, callback);

async function started(callback: Callback, output: INodeParameters = {}) {
  const { outputs } = await receive(callback, { output });
  const [item] = outputs?.[0] ?? [];
  if (item === undefined) throw new Error('no workflow was started');
  return item;
}

describe('an Apikley Trigger', () => {
  test('starts with the same simplified output of at most ten fields, plus the metadata', async () => {
    const callback = await submitted({}, { metadata: '{"call":7}' });
    const { json, binary } = await started(callback);
    expect(json).toMatchObject({ status: 'completed', text, metadata: { call: 7 } });
    expect(json.dialogue).toMatch(/^Speaker 1: /);
    expect(Object.keys(json).length).toBeLessThanOrEqual(11);
    expect(binary).toBeUndefined();
  });

  test('has the same options as Transcribe', async () => {
    const { json } = await started(await submitted(), {
      simplify: false,
      includeWords: true,
      includeRaw: true,
      compactText: true,
      inlineSubtitles: ['srt'],
    });
    for (const field of ['model', 'words', 'raw', 'compactText', 'subtitles']) {
      expect(json).toHaveProperty(field);
    }
  });

  test('starts with the failure of a task, and makes no files for it', async () => {
    await setting.emulator.control.planTasks({ outcome: { kind: 'fail', failMsg: 'No speech.' } });
    const { json, binary } = await started(await submitted({}, { metadata: '{"call":7}' }), {
      files: ['srt'],
    });
    expect(json).toMatchObject({ provider: 'apikley', status: 'failed', metadata: { call: 7 } });
    expect(binary).toBeUndefined();
  });

  test('does not start for outcomes that it is not set to', async () => {
    const { status, outputs } = await receive(await submitted(), { events: ['failed'] });
    expect([status, outputs]).toEqual([200, undefined]);
  });

  test('starts even if its options are invalid, and says so, since nobody sees its errors', async () => {
    const { json, binary } = await started(await submitted(), { files: ['srt'], maxLines: 0 });
    expect(json).toMatchObject({ status: 'completed', text });
    expect(json.warning).toBe(
      'The Output Options were not used. Subtitle Lines per Cue has to be at least 1.',
    );
    expect(binary).toBeUndefined();
  });

  test('starts even if the disk is full', async () => {
    const callback = await submitted();
    const mend = setting.engine.breakStorage();
    try {
      const { json } = await started(callback, { files: ['srt'] });
      expect(json).toMatchObject({ status: 'completed', text });
      expect(json.warning).toContain('n8n could not store the file "dialogue.srt"');
    } finally {
      mend();
    }
  });
});

describe('its files are named', () => {
  const output = { files: ['txt'] };
  const nameOf = async (callback: Callback, more: IDataObject = {}) =>
    (await started(callback, { ...output, ...more })).binary?.txt?.fileName;

  test('after the submitted recording', async () => {
    expect(await nameOf(await submitted())).toBe('dialogue.txt');
  });

  test('by File Name in Transcribe, if set there', async () => {
    expect(await nameOf(await submitted({ output: { fileName: 'Call 12.05' } }))).toBe('Call 12.05.txt');
  });

  test('by File Name in the trigger, if set here', async () => {
    const callback = await submitted({ output: { fileName: 'there' } });
    expect(await nameOf(callback, { fileName: 'here' })).toBe('here.txt');
  });

  test('after the recording in any script, cut if it is very long', async () => {
    const item = recording('dialogue.mp3');
    const fileName = `${'Звонок '.repeat(30)}.mp3`;
    const files = { data: { content: fixtureBytes('dialogue.mp3'), fileName, mimeType: 'audio/mpeg' } };
    const callback = await submitted({}, {}, { ...item, files });
    const ticket = callback.query[ticketParameter];
    const claims = verifyTicket(ticket, ticketKey(setting.emulator.keys.apikley), Date.now());
    expect(claims?.fileName?.length).toBeLessThanOrEqual(100);
    expect(await nameOf(callback)).toMatch(/^Звонок Звонок .*\.txt$/);
  });

  test('as the provider calls the recording, or after the task, for a task of another program', async () => {
    const callback = await submitted();
    const { outputs } = await receive({ ...callback, query: {} }, { accept: 'anyTask', output });
    expect(outputs?.[0]?.[0]?.binary?.txt?.fileName).toMatch(/^(dialogue|transcript-.+)\.txt$/);
  });
});

test('a ticket with a changed file name is refused', async () => {
  const callback = await submitted();
  const [version = '', payload = '', signature = ''] = (callback.query[ticketParameter] ?? '').split('.');
  const claims = z.record(z.unknown()).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const forged = Buffer.from(JSON.stringify({ ...claims, fileName: 'forged' })).toString('base64url');
  const query = { [ticketParameter]: [version, forged, signature].join('.') };
  expect(await receive({ ...callback, query })).toEqual({
    status: 403,
    answer: { status: 'refused' },
    outputs: undefined,
  });
});
