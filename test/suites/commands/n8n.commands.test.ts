import { n8n2, pinnedVersions } from '../../../playground/release';
import { Command, endAll } from './command';

afterEach(endAll);

const { n8n: pinned, node } = pinnedVersions(n8n2);

test('an n8n is tried with the end-to-end tests, and gets its row of the compatibility table', async () => {
  const { code, output } = await new Command(`npm run n8n -- try ${pinned} smoke`).result();
  expect(output).toMatch(new RegExp(`^\\| ${pinned} +\\| ${node} +\\| +4 +\\| 0 `, 'm'));
  expect(code).toBe(0);
});

test('the pinned n8n is not pinned again', async () => {
  const { code, output } = await new Command(`npm run n8n -- pin ${pinned}`).result();
  expect(output).toContain(`n8n ${pinned} is the pinned one.`);
  expect(code).toBe(1);
});
