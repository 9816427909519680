import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readExamples } from '../../../playground/examples';
import { projectFolder } from '../../../playground/paths';
import { freePort } from '../../../playground/ports';
import { Command, endAll } from './command';

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'transcribe-playground-'));
  // In CI, no browser is opened.
  env = { PLAYGROUND_FOLDER: folder, CI: '1' };
});
afterEach(endAll);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const ready = 'Ctrl-C stops everything';

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

test('npm start at a port: n8n with all examples there, until Ctrl-C', async () => {
  const port = await freePort();
  const playground = new Command(`npm start -- --port ${port}`, { env });
  const said = await playground.untilSaid(ready);
  const url = `http://127.0.0.1:${port}`;
  expect(said).toContain(`n8n is ready: ${url}`);
  const examples = await readExamples(path.join(projectFolder, 'examples'));
  for (const { name } of examples) expect(said).toContain(`• ${name}`);
  expect(said).toContain(`Begin here:   ${url}/workflow/`);
  expect(await answers(url)).toBe(true);
  const arrived = /What arrived: (\S+)/.exec(said)?.[1] ?? '';
  expect(await answers(arrived)).toBe(true);
  await playground.ctrlC();
  expect(await answers(url)).toBe(false);
});

test('npm start with keys: the real services instead of the stand-ins, and no key in what it says', async () => {
  const port = await freePort();
  const keys = 'APIKLEY_API_KEY=not-a-key ELKAPI_API_KEY=not-a-key APIKLEY_WEBHOOK_HMAC_KEY=not-a-key';
  const playground = new Command(`${keys} PORT=${port} npm start`, { env });
  const said = await playground.untilSaid(ready);
  expect(said).toContain('Apikley: the real service');
  expect(said).toContain('ElkAPI:  the real service');
  expect(said).not.toContain('not-a-key');
  // The same owner as on the first start, with the same password, which only this user can read.
  const file = path.join(folder, 'password');
  expect(said).toContain(`Password: ${(await readFile(file, 'utf8')).trim()}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
