import type { ChildProcess } from 'node:child_process';
import { readExamples } from '../../playground/examples';
import { projectFolder } from '../../playground/paths';
import { freePort } from '../../playground/ports';
import { ctrlC, type, untilSaid } from './command';

let playground: ChildProcess | undefined;
afterEach(async () => {
  if (playground) await ctrlC(playground);
});

const ready = 'Ctrl-C stops everything';

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

test('npm start -- --port 5688: n8n with all examples at that port, until Ctrl-C', async () => {
  const port = await freePort();
  playground = type(`npm start -- --port ${port}`);
  const said = await untilSaid(playground, ready);
  const url = `http://127.0.0.1:${port}`;
  expect(said).toContain(`n8n is ready: ${url}`);
  const examples = await readExamples(`${projectFolder}/examples`);
  for (const { name } of examples) expect(said).toContain(`• ${name}`);
  expect(await answers(url)).toBe(true);
  await ctrlC(playground);
  expect(await answers(url)).toBe(false);
});

test('PORT=5688 npm start, with keys: the real services instead of the stand-ins', async () => {
  const port = await freePort();
  const keys = 'APIKLEY_API_KEY=not-a-key ELKAPI_API_KEY=not-a-key APIKLEY_WEBHOOK_HMAC_KEY=not-a-key';
  playground = type(`${keys} PORT=${port} npm start`);
  const said = await untilSaid(playground, ready);
  expect(said).toContain('Apikley: the real service');
  expect(said).toContain('ElkAPI:  the real service');
  expect(said).not.toContain('not-a-key');
});
