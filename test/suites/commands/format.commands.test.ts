import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../../playground/paths';
import { Command } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'transcribe-format-'));
  for (const file of ['package.json', '.prettierrc.json', '.prettierignore']) {
    await copyFile(path.join(projectFolder, file), path.join(folder, file));
  }
  await symlink(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true }));

test('npm run format writes files as the project has them', async () => {
  const file = path.join(folder, 'example.ts');
  await writeFile(file, 'export const  text = "a"');
  expect(await new Command('npm run format', { cwd: folder }).result()).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toBe("export const text = 'a';\n");
});
