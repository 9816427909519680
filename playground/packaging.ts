import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PlainFailure } from './failure';
import { runNpm } from './npm';

/** Packs a built package as it would be published, and returns the path of the tarball. */
export async function packPackage(packageFolder: string, intoFolder: string): Promise<string> {
  if (!existsSync(path.join(packageFolder, 'dist'))) {
    throw new PlainFailure('There is nothing to pack yet. Run "npm run build" first.');
  }
  await mkdir(intoFolder, { recursive: true });
  await npm(['pack', '--ignore-scripts', '--pack-destination', intoFolder], packageFolder);
  const tarball = (await readdir(intoFolder)).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm pack left no tarball in ${intoFolder}.`);
  return path.join(intoFolder, tarball);
}

/**
 * Installs a tarball where n8n keeps community packages, so that its nodes have the names users see
 * (`n8n-nodes-transcribe.transcribe`). The package has no dependencies and n8n provides the peer, so npm needs no
 * network.
 */
export async function installPackage(
  tarball: string,
  packageName: string,
  userFolder: string,
): Promise<void> {
  const folder = path.join(userFolder, '.n8n', 'nodes');
  const modules = path.join(folder, 'node_modules');
  await mkdir(folder, { recursive: true });
  // The version stays the same during development, so npm would keep the installed copy.
  await rm(path.join(modules, packageName), { recursive: true, force: true });
  await rm(path.join(modules, '.package-lock.json'), { force: true });
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) {
    await writeFile(manifest, JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }));
  }
  // Next to the manifest that will reference it, since the folder outlives the place where it was packed.
  const kept = path.join(folder, `${packageName}.tgz`);
  await copyFile(tarball, kept);
  const alone = [
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--offline',
  ];
  await npm(['install', '--prefix', folder, ...alone, kept], folder);
}

async function npm(args: string[], cwd: string): Promise<void> {
  const { exitCode, output } = await runNpm(args, { cwd });
  if (exitCode !== 0) throw new PlainFailure(`"npm ${args[0]}" failed:\n${output.trimEnd()}`);
}
