import { Command, endAll } from './command';

afterEach(endAll);

/** Each with the heading of what it has measured. */
test.each([
  ['subtitles', 'Subtitles and segments'],
  ['batch', 'Batches'],
  ['suspended', 'Suspended executions'],
  ['resume', 'Time to resume'],
  ['upload', 'Uploads'],
  ['size', 'Installed size'],
])('the benchmark of %s measures in small, and says what', async (part, title) => {
  const { code, output } = await new Command(`npm run bench -- --small ${part}`).result();
  expect(output).toMatch(new RegExp(`## ${title}\n\n[^]*\\d[^]*npm run bench -- ${part}`));
  expect(code).toBe(0);
});

test('a short soak kills, restarts, and draws up a ledger without a loss', async () => {
  const { code, output } = await new Command('npm run soak -- --minutes 0.2 --seed 7').result();
  expect(output).toMatch(/0\.2 minutes, seed 7[^]*lost/);
  expect(code).toBe(0);
});

test('the mutation of one file scores it, and keeps the promise of 95 %', async () => {
  const command = new Command('npm run mutation -- --mutate transcription/tasks/purchase.ts');
  const { code, output } = await command.result();
  expect(output).toMatch(/purchase\.ts +\|[^]*Done in/);
  expect(code).toBe(0);
});
