import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { PlainFailure } from './failure';
import { diskTooFull, explainFailure, nodeTooOld, type InstallStep } from './installFailure';
import { fingerprint, readStamp, writeStamp } from './installStamp';
import { runNpm } from './npm';
import { projectFolder, stateFolder } from './paths';
import { pinnedVersions, type N8nRelease } from './release';

/** An unpacked n8n takes 2.8 GB. */
const neededBytes = 3e9;
const reportEveryMs = 15_000;

/**
 * The user's npm settings are meant for their own projects. Those that could change what is installed are set here,
 * where they override every settings file and the environment that `npm start` creates.
 */
const settings = [
  '--global=false',
  '--include=optional',
  '--install-strategy=hoisted',
  '--legacy-peer-deps=false',
  '--strict-peer-deps=false',
  // n8n requires a newer Node.js than npm may be running on, and brings it along.
  '--engine-strict=false',
  '--bin-links=true',
  '--dry-run=false',
  '--audit=false',
  '--fund=false',
  '--progress=false',
  '--update-notifier=false',
];

/** Installs a pinned n8n and its Node.js unless they are present, reporting progress line by line. */
export async function ensureInstalled(
  release: N8nRelease,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { folder, nodeBinary, n8nBinary } = release;
  const tooOld = nodeTooOld();
  if (tooOld) throw new PlainFailure(tooOld);
  const current = await currentFingerprint(release);
  const stamp = readStamp(folder, current);
  const complete = existsSync(nodeBinary) && existsSync(n8nBinary);
  if (stamp?.reached === 'ready' && complete) return;

  let seconds = stamp?.seconds ?? 0;
  const logFile = path.join(stateFolder, 'install.log');
  await mkdir(stateFolder, { recursive: true });
  const step = async (name: InstallStep, title: string, args: string[]) => {
    seconds += await withElapsed(say, title, async () => {
      const { exitCode, output } = await runNpm([...args, ...settings], {
        cwd: folder,
        logFile,
        ...(signal && { signal }),
      });
      if (exitCode !== 0) throw new PlainFailure(explainFailure(name, output, logFile));
    });
  };

  if (stamp === undefined || !existsSync(n8nBinary)) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < neededBytes) throw new PlainFailure(diskTooFull(bavail * bsize));
    say(
      `Installing n8n ${pinnedVersions(release).n8n} into ${path.relative(projectFolder, folder)}/, once. This takes 3 to 5 minutes, more on a slow disk, and 3 GB.`,
    );
    // Without a network, npm would try each of its thousand packages, which takes many minutes.
    await step('packages', 'Asking the package registry', ['view', 'n8n', 'version', '--fetch-retries=0']);
    await step('packages', 'Downloading n8n', ['ci', '--ignore-scripts=true']);
    writeStamp(folder, { fingerprint: current, reached: 'packages', seconds });
  }
  await step('build', 'Setting up its Node.js and its database driver', [
    'rebuild',
    'sqlite3',
    'node',
    '--ignore-scripts=false',
    '--foreground-scripts=true',
  ]);
  await tryDatabaseDriver(release, logFile);
  writeStamp(folder, { fingerprint: current, reached: 'ready', seconds });
  say('n8n is installed.');
}

/** How long the installation of a release took; undefined if it is not installed. */
export async function installSeconds(release: N8nRelease): Promise<number | undefined> {
  return readStamp(release.folder, await currentFingerprint(release))?.seconds;
}

async function currentFingerprint({ folder }: N8nRelease): Promise<string> {
  return fingerprint(await readFile(path.join(folder, 'package-lock.json'), 'utf8'));
}

/** A prebuilt driver may not fit this machine's system libraries. Better to find out here. */
async function tryDatabaseDriver({ nodeBinary, folder }: N8nRelease, logFile: string): Promise<void> {
  try {
    await promisify(execFile)(nodeBinary, ['-e', 'require("sqlite3")'], { cwd: folder });
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    throw new PlainFailure(explainFailure('build', output, logFile));
  }
}

/** @returns the seconds that the work took */
async function withElapsed(
  say: (line: string) => void,
  title: string,
  work: () => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  const elapsed = () => `${seconds()} s`;
  say(`  ${title} …`);
  const timer = setInterval(() => say(`  ${title} … ${elapsed()}`), reportEveryMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  say(`  ${title}: done in ${elapsed()}.`);
  return seconds();
}
