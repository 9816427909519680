import { Command, endAll } from './command';

afterEach(endAll);

/** Each part of the benchmark, with its heading. */
const parts = [
  ['subtitles', 'Subtitles and segments'],
  ['captions', 'Captions'],
  ['format', 'Format Transcript'],
  ['alternatives', 'Beside the alternatives'],
  ['batch', 'Batches'],
  ['suspended', 'Suspended executions'],
  ['resume', 'Time to resume'],
  ['media', 'Preparing recordings'],
  ['upload', 'Uploads'],
  ['size', 'Installed size'],
] as const;

const report = (part: string, title: string) =>
  new RegExp(`## ${title}\n\n[^]*\\d[^]*npm run bench -- ${part}`);

test('the benchmarks measure in small, and each says what', async () => {
  const { code, output } = await new Command('npm run bench -- --small').result();
  for (const [part, title] of parts) expect(output).toMatch(report(part, title));
  expect(code).toBe(0);
});

test('one part of the benchmarks measures that alone', async () => {
  const { code, output } = await new Command('npm run bench -- --small size').result();
  expect(output).toMatch(report('size', 'Installed size'));
  expect(output).not.toContain('## Batches');
  expect(code).toBe(0);
});

test('a short soak kills, restarts, and draws up a ledger without a loss', async () => {
  const { code, output } = await new Command('npm run soak -- --minutes 0.2 --seed 7').result();
  expect(output).toMatch(/0\.2 minutes, seed 7[^]*lost/);
  // Shows what came of it, if that is not as it should be.
  expect(code === 0 ? '' : output.slice(output.indexOf('### Ledger'))).toBe('');
  expect(code).toBe(0);
});

test('the mutation of one file scores it, and keeps the promise of 95 %', async () => {
  const command = new Command('npm run mutation -- --mutate transcription/tasks/purchase.ts');
  const { code, output } = await command.result();
  expect(output).toMatch(/purchase\.ts +\|[^]*Done in/);
  expect(code).toBe(0);
});
