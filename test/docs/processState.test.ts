import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../playground/paths';

/** A module's own collection that begins empty, its limiter or pacer, an object of its own, or a variable. */
const state =
  /^(?:export )?(?:let \w+|const \w+(?:: [^=]+)? = (?:new [A-Z]\w*(?:<.*>)?\(\)|\[\]|create(?:Limiter|Pacer)\())/m;

const modules = ['nodes', 'providers'].flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
);
const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

test('every module that keeps something between executions stands in the table of process-wide state', () => {
  const [, section = ''] = /^## Process-wide state\n(.*?)^## /ms.exec(read('CONTRIBUTING.md')) ?? [];
  const listed = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, file]) => file);
  const keeping = modules.filter((file) => state.test(read(file)));
  expect(keeping).toContain('nodes/shared/account.ts');
  expect([...listed].sort()).toEqual([...keeping].sort());
});
