import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureInstalled } from '../../../playground/install';
import { packPackage } from '../../../playground/packaging';
import { projectFolder } from '../../../playground/paths';
import { endAllUnder } from '../../../playground/pidFile';
import { signal } from '../../../playground/processes';
import { releaseIdSchema, releases } from '../../../playground/release';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { startInstance, type Instance } from './instance';
import { prepareSearch, tapFolder } from './leftBehind';
import { keepForTeardown } from './running';
import { recordingsFolder, writeState } from './state';

/** Starts what all test files share: the emulator, and one n8n with the package as published. */
export default async function globalSetup(
  _global: unknown,
  { globals }: { globals: Record<string, unknown> },
): Promise<void> {
  const release = releaseIdSchema.parse(globals.n8nRelease);
  await ensureInstalled(releases[release], (line) => process.stdout.write(`${line}\n`));
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-e2e-'));
  const started: { emulator?: EmulatorProcess; instance?: Instance } = {};
  keepForTeardown({
    stop: async () => {
      await started.instance?.remove();
      await started.emulator?.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    stopNow: () => {
      // The tests may have started several n8n; all of them live in this folder.
      endAllUnder(folder);
      if (started.emulator) signal(started.emulator.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
  // If this throws, the test runner ends, and everything started so far ends with it.
  const tarball = process.env.E2E_TARBALL ?? (await packPackage(projectFolder, folder));
  prepareSearch(folder);
  const emulator = (started.emulator = await startEmulatorProcess(['--tap-folder', tapFolder(folder)]));
  const instance = (started.instance = await startInstance(
    { release, folder, tarball, emulator: emulator.address },
    { env: { N8N_RESTRICT_FILE_ACCESS_TO: recordingsFolder(folder) } },
  ));
  const { n8n, credentials } = instance;
  writeState(path.join(folder, 'state.json'), {
    release,
    folder,
    tarball,
    emulator: emulator.address,
    n8n: { url: n8n.url, pid: n8n.pid, logFile: n8n.logFile },
    credentials,
  });
}
