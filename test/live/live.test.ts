import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { useEmulator } from '../support/useEmulator';

const under = useEmulator();

async function check(apiKey: string, ...flags: string[]) {
  const { apikley } = under.emulator.urls;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'live/main.ts', '--provider', 'apikley', '--base-url', apikley, ...flags],
    { env: { ...process.env, APIKLEY_API_KEY: apiKey }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output: out + problems };
}

const recording = 'test/fixtures/audio/english.mp3';

test('sends nothing that costs without --yes and without a terminal', async () => {
  const { code, output } = await check(under.emulator.keys.apikley, recording);
  expect(output).toContain('Nothing was sent that costs');
  expect(code).toBe(1);
  expect(await under.control.charged()).toHaveLength(0);
}, 30_000);

test('plays a transcription through and shows no key', async () => {
  const { code, output } = await check(under.emulator.keys.apikley, '--yes', recording);
  expect(output).toMatch(/Task: \S+[^]*Text: \S+[^]*It cost/);
  expect(output).not.toContain(under.emulator.keys.apikley);
  expect(code).toBe(0);
}, 60_000);
