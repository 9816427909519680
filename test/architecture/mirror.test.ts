import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const project = path.join(__dirname, '..', '..');

/** It holds the forms of both nodes. */
const ofBothNodes = 'description.test.ts';

test('each unit test of the nodes stands where the file stands that it tests', () => {
  const tests = readdirSync(path.join(project, 'test', 'nodes'), {
    recursive: true,
    encoding: 'utf8',
  }).filter((file) => file.endsWith('.test.ts') && file !== ofBothNodes);
  const tested = (file: string) => path.join(project, 'nodes', file.replace(/\.test\.ts$/, '.ts'));
  expect(tests).toContain(path.join('shared', 'clock.test.ts'));
  expect(tests.filter((file) => !existsSync(tested(file)))).toEqual([]);
});
