import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { projectFolder } from '../../playground/paths';
import { fixtureBytes, fixtureNamed, fixturePath, fixtures } from '../../emulator/recordings/fixtures';
import { controlClient } from '../../emulator/controlClient';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { containing } from './matchers';
import { TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000 });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

describe('over HTTP', () => {
  test('facts, faults, tasks and the record are the same as in process', async () => {
    const control = controlClient(emulator.urls.control);
    await control.setFacts({ msgKey: 'message' });
    await control.addFault({
      on: 'credit',
      times: Infinity,
      action: { kind: 'envelope', code: 455, msg: 'Closed' },
    });
    await control.planTask({ outcome: { kind: 'fail', failMsg: 'No' } });
    for (let round = 0; round < 3; round += 1) {
      const { envelope } = await client.apikley('/api/v1/chat/credit');
      expect(envelope).toMatchObject({ code: 455, message: 'Closed' });
    }
    await control.clearFaults();
    expect((await client.apikley('/api/v1/chat/credit')).envelope).toMatchObject({ code: 200 });
    const taskId = await client.newTask();
    await control.endTask(taskId);
    await control.waitFor('credit', 4);
    expect(await control.tasks()).toEqual(await emulator.control.tasks());
    expect(await control.tasks()).toMatchObject([{ id: taskId, state: 'fail' }]);
    expect(await control.requests()).toEqual(await emulator.control.requests());
    expect(await control.counts()).toMatchObject({ credit: 4, createTask: 1 });
    expect(await control.charged()).toEqual([]);
    await control.reset();
    expect(await emulator.control.requests()).toEqual([]);
  });

  test('a file put there is served as declared', async () => {
    const control = controlClient(emulator.urls.control);
    const url = await control.putFile('голос 1.mp3', fixtureBytes('german.mp3'), 'text/html', {
      chunked: true,
      contentDisposition: 'attachment; filename="call.mp3"',
      headers: { 'x-extra': '1' },
    });
    const { headers, text } = await client.ask(url);
    expect(headers).toMatchObject({
      'content-type': 'text/html',
      'content-disposition': 'attachment; filename="call.mp3"',
      'x-extra': '1',
      'transfer-encoding': 'chunked',
    });
    expect(text.length).toBeGreaterThan(0);
  });

  test('a file of this machine is served from where it is', async () => {
    const control = controlClient(emulator.urls.control);
    const url = await control.serveFile('german.mp3', fixturePath('german.mp3'), undefined, {
      contentDisposition: 'inline',
    });
    const { headers } = await client.ask(url);
    expect(headers['content-type']).toBeUndefined();
    expect(headers).toMatchObject({
      'content-disposition': 'inline',
      'content-length': String(fixtureBytes('german.mp3').length),
    });
    // Known by its content, as if the bytes had been sent.
    await emulator.control.endTask(await client.newTask({}, { audio_url: url }));
    expect(await control.charged()).toMatchObject([{ seconds: fixtureNamed('german.mp3').durationSeconds }]);
  });

  test('what is misspelt is refused, with the reason', async () => {
    const { status, text } = await client.ask(`${emulator.urls.control}/setFacts`, {
      method: 'POST',
      body: JSON.stringify([{ msgKeys: 'msg' }]),
    });
    expect({ status, text }).toEqual({ status: 400, text: containing('msgKeys') });
    await expect(controlClient(emulator.urls.control).endTask('task_unknown')).rejects.toThrow(
      'There is no task task_unknown',
    );
  });
});

test('every host listens on the loopback, on a port of its own', () => {
  const hosts = Object.values(emulator.urls).map((url) => new URL(url));
  expect(new Set(hosts.map(({ port }) => port)).size).toBe(5);
  expect(new Set(hosts.map(({ hostname }) => hostname))).toEqual(new Set(['127.0.0.1']));
});

test('requests are recorded with their host, so that a key sent to the wrong one is seen', async () => {
  await client.ask(client.audio('english.mp3'), { headers: { authorization: 'Bearer secret' } });
  expect(await emulator.control.requests()).toMatchObject([
    { host: 'files', operation: 'audio', headers: { authorization: 'Bearer secret' } },
  ]);
});

test('stop closes what stalls and what runs, and may be called twice', async () => {
  const other = await startEmulator({ taskMs: 60_000 });
  const asking = new TestClient(other);
  await asking.newTask();
  await other.control.addFault({ on: 'credit', action: { kind: 'stall' } });
  const ended = expect(asking.apikley('/api/v1/chat/credit')).rejects.toThrow();
  await other.control.waitFor('credit', 1);
  await other.stop();
  await ended;
  await other.stop();
  await expect(asking.apikley('/api/v1/chat/credit')).rejects.toThrow('ECONNREFUSED');
});

test('waiting for what does not come is rejected', async () => {
  await expect(emulator.control.waitFor('credit', 1, 1)).rejects.toThrow('Saw 0 of 1 × credit');
});

test('the fixtures are what their list says', async () => {
  for (const { file, durationSeconds, words, text, sha256 } of fixtures) {
    expect(createHash('sha256').update(fixtureBytes(file)).digest('hex')).toBe(sha256);
    const { headers } = await client.ask(client.audio(file), { method: 'HEAD' });
    expect(headers['content-length']).toBe(String(fixtureBytes(file).length));
    expect(words.map((word) => word.text).join(' ')).toBe(text);
    expect(words.every(({ start, end }) => start < end && end <= durationSeconds)).toBe(true);
  }
});

test('the program prints where it listens, and ends on SIGTERM', async () => {
  const program = spawn(
    process.execPath,
    ['--import', 'tsx', join(projectFolder, 'emulator', 'main.ts'), '--task-ms', '5', '--apikley-key', 'k'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(program.stdout), 'line'));
  const { urls, keys } = z
    .object({ urls: z.object({ control: z.string(), apikley: z.string() }), keys: z.record(z.string()) })
    .parse(JSON.parse(line));
  expect(keys).toMatchObject({ apikley: 'k' });
  expect(await controlClient(urls.control).requests()).toEqual([]);
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
});
