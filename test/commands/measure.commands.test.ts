import { run } from './command';

/** Each with the figure without which its part has measured nothing. */
test.each([
  ['subtitles', 'Subtitles and segments'],
  ['batch', 'Batches'],
  ['suspended', 'Suspended executions'],
  ['resume', 'Time to resume'],
  ['upload', 'Uploads'],
  ['size', 'Installed size'],
])('npm run bench -- --small %s: measures, and says what it has measured', async (part, title) => {
  const { code, output } = await run(`npm run bench -- --small ${part}`);
  expect(output).toMatch(new RegExp(`## ${title}\n\n[^]*\\d[^]*npm run bench -- ${part}`));
  expect(code).toBe(0);
});

test('npm run soak -- --minutes 0.2 --seed 7: kills, restarts, and draws up a ledger without a loss', async () => {
  const { code, output } = await run('npm run soak -- --minutes 0.2 --seed 7');
  expect(output).toMatch(/0\.2 minutes, seed 7[^]*lost/);
  expect(code).toBe(0);
});
