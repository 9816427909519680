import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** What is shipped, and so has walls to keep. */
export const shippedFolders = ['credentials', 'nodes', 'providers', 'transcription'] as const;

/** What has walls without being shipped. */
const alsoWalled = ['emulator', 'live', 'playground'] as const;

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});

export interface Inspection {
  /** Files that were read, relative to the root. */
  files: string[];
  /** Each as "rule: from → to". */
  broken: string[];
}

/** dependency-cruiser is an ES module, which jest does not load; it runs in a process of its own. */
const cruiser = join(
  __dirname,
  '..',
  '..',
  'node_modules',
  'dependency-cruiser',
  'bin',
  'dependency-cruise.mjs',
);

/** Holds the imports under a root against the rules of walls.json. */
export async function inspectWalls(root: string): Promise<Inspection> {
  const rules = join(__dirname, 'walls.json');
  const { stdout } = await run(
    process.execPath,
    [cruiser, '--config', rules, '--output-type', 'json', ...shippedFolders, ...alsoWalled],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  const { modules, summary } = reportSchema.parse(JSON.parse(stdout));
  return {
    files: modules
      .map(({ source }) => source)
      .filter((source) => shippedFolders.some((folder) => source.startsWith(`${folder}/`))),
    broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort(),
  };
}
