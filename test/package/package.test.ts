import 'reflect-metadata';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { packPackage } from '../../playground/packaging';
import { searchScript } from '../../transcription/formats/webPage/searchScript';

const project = join(__dirname, '..', '..');
const packageJson = z.object({
  name: z.string(),
  dependencies: z.record(z.string()).optional(),
  peerDependencies: z.record(z.string()),
  scripts: z.record(z.string()),
});

/** As it is installed: unpacked, beside the packages that n8n itself brings. */
let installed: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'transcribe-package-'));
  const tarball = await packPackage(project, folder);
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  installed = join(folder, 'package');
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function scan(root: string, what: 'sources' | 'tarball') {
  // Under jest's NODE_ENV=test the rules take every file for a node of their own tests.
  const env = { ...process.env, NODE_ENV: undefined };
  const { status, stdout, stderr } = spawnSync('node', [join(__dirname, 'scan.mjs'), root, what], {
    encoding: 'utf8',
    env,
  });
  return { status, said: stdout + stderr };
}

describe('the packed package', () => {
  test('needs nothing but what n8n brings', () => {
    const { dependencies, peerDependencies, scripts } = packageJson.parse(
      JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')),
    );
    expect(Object.keys(dependencies ?? {})).toEqual([]);
    expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
    expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  });

  test('holds what runs and what explains it, and no more', () => {
    const outside = filesIn(installed).filter((file) => !file.startsWith('dist/'));
    expect(outside.sort()).toEqual(['LICENSE.md', 'README.md', 'README.ru.md', 'index.js', 'package.json']);
    const kinds = filesIn(join(installed, 'dist')).filter((file) => !/\.(js|svg|json)$/.test(file));
    expect(kinds).toEqual([]);
  });

  test('is at most 1.3 MB large when unpacked, and 668 KB without the media library and the READMEs', () => {
    const sizes = filesIn(installed).map((file) => ({
      file,
      bytes: readFileSync(join(installed, file)).length,
    }));
    const sum = (files: typeof sizes) => files.reduce((total, { bytes }) => total + bytes, 0);
    expect(sum(sizes)).toBeLessThanOrEqual(1_300_000);
    const own = sizes.filter(({ file }) => !/mediabunny\.js$|^README/.test(file));
    expect(sum(own)).toBeLessThanOrEqual(668 * 1024);
  });

  test('has the texts of several lines as they were written', async () => {
    const built: unknown = await import(
      join(installed, 'dist/transcription/formats/webPage/searchScript.js')
    );
    expect(built).toMatchObject({ searchScript });
    const bytes = readFileSync(join(installed, 'dist/transcription/formats/write.js'), 'utf8');
    expect(bytes).toMatch(/^\t\S/m);
  });

  test("is loaded by n8n's loader, with every node and credential", async () => {
    process.env.N8N_USER_FOLDER = folder;
    process.env.N8N_ENCRYPTION_KEY = 'package-tests';
    const { PackageDirectoryLoader } = await import('n8n-core');
    const loader = new PackageDirectoryLoader(installed);
    await loader.loadAll();
    expect(Object.keys(loader.nodeTypes).sort()).toEqual([
      'apikleyTrigger',
      'transcribe',
      'transcribeTrigger',
    ]);
    const names = Object.values(loader.nodeTypes).map(({ type }) => type.description.displayName);
    expect(names).toEqual([...new Set(names)]);
    expect(Object.keys(loader.credentialTypes).sort()).toEqual(['apikleyApi', 'elkApi']);
  });
});

describe("n8n's scanner", () => {
  test('has no complaint about the sources', () => {
    expect(scan(project, 'sources')).toEqual({ status: 0, said: '' });
  });

  test('has no complaint about the packed package', () => {
    expect(scan(installed, 'tarball')).toEqual({ status: 0, said: '' });
  });

  test('does complain about what is not allowed', () => {
    const bad = join(folder, 'bad');
    mkdirSync(bad);
    cpSync(join(installed, 'package.json'), join(bad, 'package.json'));
    writeFileSync(join(bad, 'timer.js'), "const fs = require('fs');\nsetTimeout(() => fs, 1);\n");
    const { status, said } = scan(bad, 'tarball');
    expect(status).toBe(1);
    expect(said).toContain('setTimeout');
  });
});
