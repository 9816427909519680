import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureInstalled } from '../../../playground/install';
import { packPackage } from '../../../playground/packaging';
import { projectFolder } from '../../../playground/paths';
import { endAllUnder } from '../../../playground/pidFile';
import { signal } from '../../../playground/processes';
import { n8n2 } from '../../../playground/release';
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/emulatorProcess';
import { keepForTeardown } from '../e2e/running';
import { startPostgres, type Postgres } from './postgres';
import { writeState } from './state';

/** Starts the services that no test stops: the emulator and PostgreSQL. The tests start Redis and n8n themselves. */
export default async function globalSetup(): Promise<void> {
  await ensureInstalled(n8n2, (line) => process.stdout.write(`${line}\n`));
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-queue-'));
  const started: { emulator?: EmulatorProcess; postgres?: Postgres } = {};
  keepForTeardown({
    stop: async () => {
      endAllUnder(folder);
      await started.emulator?.stop();
      await started.postgres?.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    stopNow: () => {
      endAllUnder(folder);
      if (started.emulator) signal(started.emulator.pid, 'SIGKILL');
      started.postgres?.stopNow();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
  // If this throws, the test runner ends, and everything started so far ends with it.
  const tarball = process.env.E2E_TARBALL ?? (await packPackage(projectFolder, folder));
  const emulator = (started.emulator = await startEmulatorProcess());
  const postgres = (started.postgres = await startPostgres());
  writeState(path.join(folder, 'state.json'), {
    folder,
    tarball,
    emulator: emulator.address,
    postgresPort: postgres.port,
  });
}
