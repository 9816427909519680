import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

const recording = 'test/fixtures/audio/english.mp3';

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
  await under.control.setJob({ outcome: { kind: 'never' } });
  const child = start('apikley', under.emulator.keys.apikley, '--yes', recording);
  const output = text(child.stderr);
  for await (const chunk of child.stdout) if (String(chunk).includes('State: ')) child.kill('SIGINT');
  const [task] = await under.control.tasks();
  expect(await output).toContain(`Its ID: ${task?.id}`);
}, 60_000);
