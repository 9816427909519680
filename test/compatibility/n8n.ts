import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { ensureInstalled } from '../../playground/install';
import { runNpm } from '../../playground/npm';
import { playgroundFolder, projectFolder, stateFolder } from '../../playground/paths';
import { n8n2, pinnedVersions } from '../../playground/release';
import { compare } from './compare';
import { withN8n, whyNotLocked } from './manifest';
import { compatibilityPart } from './record';
import { resultsSchema, testsOf } from './results';

const usage = [
  'Usage:',
  '  npm run n8n -- try <version> [<test file>…]   runs the end-to-end tests on another n8n',
  '  npm run n8n -- pin <version>                  makes an n8n that was tried the one that everything runs on',
].join('\n');

const pinning = ['package.json', 'package-lock.json'];

/** The pinned n8n is installed already. */
const folderOf = (version: string) =>
  version === pinnedVersions(n8n2).n8n ? playgroundFolder : path.join(stateFolder, 'tried', version);

/** Prints the row of the compatibility table, or what has failed. */
async function tryVersion(version: string, files: string[]): Promise<void> {
  const folder = folderOf(version);
  if (!existsSync(path.join(folder, 'package-lock.json'))) await lock(folder, version);
  const inFolder = (binary: string) => path.join(folder, path.relative(playgroundFolder, binary));
  const { nodeBinary, n8nBinary } = n8n2;
  const release = { ...n8n2, folder, nodeBinary: inFolder(nodeBinary), n8nBinary: inFolder(n8nBinary) };
  await ensureInstalled(release, (line) => process.stdout.write(`${line}\n`));

  await mkdir(stateFolder, { recursive: true });
  const results = path.join(stateFolder, `e2e-${version}.json`);
  const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
  const config = ['--config', 'test/suites/e2e/jest.config.js', '--json', `--outputFile=${results}`];
  const child = spawn(process.execPath, [jest, ...config, ...files], {
    cwd: projectFolder,
    env: { ...process.env, N8N_RELEASE: 'n8n-2', N8N_TRIED_FOLDER: folder },
    stdio: 'inherit',
  });
  await once(child, 'close');
  const tests = testsOf(resultsSchema.parse(JSON.parse(readFileSync(results, 'utf8'))));
  process.stdout.write(`${compatibilityPart(compare([tests]))}\n`);
}

/** Pins a version with everything that it needs, beginning with what the pinned n8n needs. */
async function lock(folder: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['.npmrc', 'package-lock.json']) {
    await copyFile(path.join(playgroundFolder, file), path.join(folder, file));
  }
  const manifest = readFileSync(path.join(playgroundFolder, 'package.json'), 'utf8');
  writeFileSync(path.join(folder, 'package.json'), withN8n(manifest, version));
  // The lock file must not say which registry it was made with.
  const args = [
    'install',
    '--package-lock-only',
    '--omit-lockfile-registry-resolved',
    '--legacy-peer-deps=false',
  ];
  const { exitCode, output } = await runNpm(args, { cwd: folder });
  if (exitCode === 0) return;
  await rm(folder, { recursive: true, force: true });
  throw new Error(whyNotLocked(output));
}

async function pin(version: string): Promise<void> {
  const folder = folderOf(version);
  if (!existsSync(path.join(folder, 'package-lock.json'))) {
    throw new Error(`n8n ${version} was not tried: npm run n8n -- try ${version}`);
  }
  if (folder === playgroundFolder) throw new Error(`n8n ${version} is the pinned one.`);
  for (const file of pinning) await copyFile(path.join(folder, file), path.join(playgroundFolder, file));
  process.stdout.write(
    `n8n ${version} is pinned. Now run the end-to-end tests on each n8n, and "npm run compatibility" with the results.\n`,
  );
}

async function main([command, version, ...files]: string[]): Promise<void> {
  if (version === undefined) throw new Error(usage);
  if (command === 'try') return tryVersion(version, files);
  if (command === 'pin' && files.length === 0) return pin(version);
  throw new Error(usage);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
