import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled } from '../../playground/install';
import { N8n } from '../../playground/n8n';
import { installPackage, packPackage } from '../../playground/packaging';
import { projectFolder } from '../../playground/paths';
import { N8nRest } from '../../playground/rest';
import { owner, packageName } from '../e2e/instance';
import type { CredentialLink } from '../e2e/state';

export interface BenchN8n {
  rest: N8nRest;
  n8n: N8n;
  credential: CredentialLink;
  close(): Promise<void>;
}

/** A fresh n8n that has the package, and the nodes of this folder under `CUSTOM.`. */
export async function startBenchN8n(baseUrl: string): Promise<BenchN8n> {
  await ensureInstalled((line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-bench-'));
  const nodes = path.join(folder, 'nodes');
  const tsc = path.join(projectFolder, 'node_modules', '.bin', 'tsc');
  execFileSync(tsc, ['-p', path.join(__dirname, 'tsconfig.json'), '--outDir', nodes]);
  await installPackage(await packPackage(projectFolder, folder), packageName, folder);
  const n8n = await N8n.start({ userFolder: folder, env: { N8N_CUSTOM_EXTENSIONS: nodes } });
  const rest = new N8nRest(n8n.url);
  await rest.setUpOwner(owner);
  const { id, name } = await rest.createCredential({
    name: 'Bench',
    type: 'apikleyApi',
    data: { apiKey: 'bench-key', baseUrl },
  });
  return {
    rest,
    n8n,
    credential: { id, name },
    close: async () => {
      await rest.close();
      await n8n.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
