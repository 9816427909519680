import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const project = join(__dirname, '..', '..');
const workflows = join(project, '.github', 'workflows');
const read = (...path: string[]) => readFileSync(join(project, ...path), 'utf8');

const manifestSchema = z.object({ name: z.string(), version: z.string() }).passthrough();
const lockSchema = z.object({ packages: z.record(z.unknown()) });

describe('what is shipped', () => {
  test('brings no package with it, so there is nothing to audit', () => {
    const folder = mkdtempSync(join(tmpdir(), 'transcribe-supply-'));
    try {
      // What users install: the tools are not installed with it, and n8n brings its own n8n-workflow.
      const { devDependencies, peerDependencies, ...shipped } = manifestSchema.parse(
        JSON.parse(read('package.json')),
      );
      expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
      expect(devDependencies).toBeDefined();
      writeFileSync(join(folder, 'package.json'), JSON.stringify(shipped));
      execFileSync('npm', ['install', '--package-lock-only', '--offline', '--ignore-scripts'], {
        cwd: folder,
        stdio: 'pipe',
      });
      const lock = lockSchema.parse(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')));
      expect(Object.keys(lock.packages)).toEqual(['']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the workflows', () => {
  const files = readdirSync(workflows);

  test.each(files)('%s pins every action by its hash, and says which version that is', (file) => {
    const uses = [...read('.github', 'workflows', file).matchAll(/uses:\s*(.+)/g)].map(([, what]) => what);
    expect(uses.length).toBeGreaterThan(0);
    const elsewhere = uses.filter((what) => !what?.startsWith('./.github/workflows/'));
    for (const action of elsewhere) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test.each(files)('%s may read the repository, and no more unless a job asks for it', (file) => {
    expect(read('.github', 'workflows', file)).toMatch(/^permissions:\n {2}contents: read\n/m);
  });

  test('release publishes with provenance, after the gate, and without a stored token', () => {
    const release = read('.github', 'workflows', 'release.yml');
    expect(release).toMatch(/npm publish \.\/\*\.tgz --provenance/);
    expect(release).toMatch(/id-token: write/);
    expect(jobNamed('build')).toMatch(/needs: gate/);
    expect(release).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  test('release gives the identity that publishes to one job, which runs nothing of the project', () => {
    const jobs = [...read('.github', 'workflows', 'release.yml').matchAll(/^ {2}(\w+):$/gm)].flatMap(
      ([, name = '']) => (jobNamed(name).includes('id-token') ? [name] : []),
    );
    expect(jobs).toEqual(['publish']);
    const publish = jobNamed('publish');
    expect(publish).toMatch(/needs: build/);
    const runs = [...publish.matchAll(/run: (.+)/g)].map(([, command]) => command);
    expect(runs).toEqual(['npm publish ./*.tgz --provenance --access public --ignore-scripts']);
    expect(publish).not.toMatch(/actions\/checkout/);
  });

  test('release publishes a tag only if it is on main', () => {
    const build = jobNamed('build');
    expect(build).toMatch(/fetch-depth: 0/);
    const onMain = build.indexOf('git merge-base --is-ancestor "$GITHUB_SHA" origin/main');
    expect(onMain).toBeGreaterThan(0);
    // Nothing of a tag that is not on main is run.
    expect(build.indexOf('npm ci')).toBeGreaterThan(onMain);
  });
});

/** A job of the release, as it is written. */
function jobNamed(name: string): string {
  const [, ...jobs] = read('.github', 'workflows', 'release.yml').split(/^(?= {2}\w+:$)/m);
  const found = jobs.find((job) => job.startsWith(`  ${name}:`));
  if (found === undefined) throw new Error(`there is no job ${name}`);
  return found;
}
