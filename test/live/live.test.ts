import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { useEmulator } from '../support/useEmulator';

const under = useEmulator();

function start(provider: 'apikley' | 'elkapi', apiKey: string, ...flags: string[]) {
  const { urls } = under.emulator;
  return spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'live/main.ts', '--provider', provider],
      ...['--base-url', urls[provider], '--balance-url', urls.balance, ...flags],
    ],
    {
      env: { ...process.env, APIKLEY_API_KEY: apiKey, ELKAPI_API_KEY: apiKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

async function check(...given: Parameters<typeof start>) {
  const child = start(...given);
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output: out + problems };
}

const recording = 'emulator/recordings/english.mp3';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'check-live-'))));
afterAll(() => rmSync(folder, { recursive: true }));

test('sends nothing that costs without --yes and without a terminal', async () => {
  const { code, output } = await check('apikley', under.emulator.keys.apikley, recording);
  expect(output).toContain('Nothing was sent that costs');
  expect(code).toBe(1);
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);

test('plays a transcription through and shows no key', async () => {
  const { code, output } = await check('apikley', under.emulator.keys.apikley, '--yes', recording);
  expect(output).toMatch(/Task: \S+[^]*Text: \S+[^]*It cost/);
  expect(output).not.toContain(under.emulator.keys.apikley);
  expect(code).toBe(0);
}, 60_000);

test('is run as the README says: npm run check:live -- --provider apikley file.mp3', async () => {
  const { urls, keys } = under.emulator;
  const child = spawn(
    'bash',
    ['-c', `npm run check:live -- --provider apikley --base-url ${urls.apikley} ${recording}`],
    { env: { ...process.env, APIKLEY_API_KEY: keys.apikley }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  expect(out).toMatch(/Balance: [^]*Cost: /);
  expect(child.exitCode).toBe(1);
  expect(problems).toContain('Nothing was sent that costs. Add --yes to go on.');
}, 60_000);

test('asks ElkAPI in one request', async () => {
  const { code, output } = await check('elkapi', under.emulator.keys.elkapi, '--yes', recording);
  expect(output).toMatch(/Balance: [^]*Text: \S+[^]*Balance afterwards/);
  expect(output).not.toContain(under.emulator.keys.elkapi);
  expect(code).toBe(0);
}, 60_000);

test('says what to do about a key that is not accepted, before anything is sent', async () => {
  const { code, output } = await check('apikley', 'another-key', '--yes', recording);
  expect(output).toContain('Apikley did not accept the API key.');
  expect(output).toContain('Check the API Key');
  expect(code).toBe(1);
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);

test('names a file that is not there', async () => {
  const { code, output } = await check('apikley', under.emulator.keys.apikley, '--yes', 'not-there.mp3');
  expect(output).toContain('There is no file "not-there.mp3".');
  expect(code).toBe(1);
}, 30_000);

test('names the task that was paid for when it is stopped after the submit', async () => {
  await under.control.planTasks({ outcome: { kind: 'never' } });
  const child = start('apikley', under.emulator.keys.apikley, '--yes', recording);
  const output = text(child.stderr);
  for await (const chunk of child.stdout) if (String(chunk).includes('State: ')) child.kill('SIGINT');
  const [task] = await under.control.tasks();
  expect(await output).toContain(`Its ID: ${task?.id}`);
}, 60_000);

test('says what it will cost, before it sends anything that costs', async () => {
  const { output } = await check('apikley', under.emulator.keys.apikley, '--price', '6', recording);
  expect(output).toMatch(
    /Cost: about 0\.\d+ credits: the recording has 0\.\d\d minutes, at 6 credits each\./,
  );
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);

test('refuses a price that is none, by the name of its option', async () => {
  const { output } = await check('apikley', under.emulator.keys.apikley, '--price', 'cheap', recording);
  expect(output).toContain('"cheap" is not a price. Give what a minute costs, such as --price 0.006.');
}, 30_000);

test('tells of each exchange what it was answered, and no value of it', async () => {
  const { output } = await check('apikley', under.emulator.keys.apikley, '--yes', recording);
  expect(output).toMatch(
    /POST http:\S+\/createTask: 200, application\/json\S*( charset=utf-8)?, \d+ ms, with code, msg, data\.taskId/,
  );
}, 60_000);

test('lets Apikley fetch a recording from its address', async () => {
  const url = `${under.emulator.urls.files}/audio/english.mp3`;
  const { code, output } = await check('apikley', under.emulator.keys.apikley, '--yes', url);
  expect(output).toMatch(/the length of the recording is unknown[^]*Text: Hello/);
  expect(code).toBe(0);
}, 60_000);

test('says that ElkAPI takes files only, before anything is sent', async () => {
  const { code, output } = await check(
    'elkapi',
    under.emulator.keys.elkapi,
    '--yes',
    'https://example.com/a.mp3',
  );
  expect(output).toContain('ElkAPI takes files only. Save the recording on this machine first.');
  expect(code).toBe(1);
  expect(await under.control.requests()).toEqual([]);
}, 30_000);

test('writes the transcript where it is told to', async () => {
  const out = path.join(folder, 'written');
  await check('apikley', under.emulator.keys.apikley, '--yes', '--out', out, recording);
  const endings = ['html', 'json', 'md', 'srt', 'txt', 'vtt'];
  expect(readdirSync(out).sort()).toEqual(endings.map((ending) => `english.${ending}`));
  expect(readFileSync(path.join(out, 'english.txt'), 'utf8')).toMatch(/^Hello/);
}, 60_000);

test('sends nothing that costs when there is no place to write the transcript to', async () => {
  const out = path.join(folder, 'a-file');
  writeFileSync(out, '');
  const { code } = await check('apikley', under.emulator.keys.apikley, '--yes', '--out', out, recording);
  expect(code).toBe(1);
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);

test('keeps a transcript also when what it cost cannot be read', async () => {
  const out = path.join(folder, 'kept');
  await under.control.addFault({ on: 'credit', skip: 1, times: null, action: { kind: 'http', status: 404 } });
  const { output } = await check('apikley', under.emulator.keys.apikley, '--yes', '--out', out, recording);
  expect(output).toContain('Balance afterwards: could not be read');
  expect(readdirSync(out)).toContain('english.txt');
}, 60_000);

test('says why a task has failed, and which one', async () => {
  await under.control.planTasks({ outcome: { kind: 'fail', failMsg: 'No speech.' } });
  const { code, output } = await check('apikley', under.emulator.keys.apikley, '--yes', recording);
  const [task] = await under.control.tasks();
  expect(output).toContain(`Apikley could not transcribe the recording: No speech (task ID ${task?.id}).`);
  expect(code).toBe(1);
}, 60_000);

test('refuses a file that is too large, before anything is sent that costs', async () => {
  const large = path.join(folder, 'large.mp3');
  writeFileSync(large, '');
  truncateSync(large, 26 * 1024 * 1024);
  const { code, output } = await check('elkapi', under.emulator.keys.elkapi, '--yes', large);
  expect(output).toContain('The audio file is 26.0 MB');
  expect(code).toBe(1);
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);
