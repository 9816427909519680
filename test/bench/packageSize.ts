import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runNpm } from '../../playground/npm';
import { projectFolder } from '../../playground/paths';
import { count, table } from './markdown';

const packedSchema = z
  .array(z.object({ size: z.number(), unpackedSize: z.number(), entryCount: z.number() }))
  .length(1);
const manifestSchema = z.object({ dependencies: z.record(z.string()).default({}) });

/** Size of the installed package, according to npm. */
export async function packageSize(): Promise<string> {
  const { exitCode, output } = await runNpm(
    ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
    { cwd: projectFolder },
  );
  if (exitCode !== 0) throw new Error(`npm pack failed:\n${output}`);
  const [packed] = packedSchema.parse(JSON.parse(output.slice(output.indexOf('['))));
  const manifest: unknown = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
  const { dependencies } = manifestSchema.parse(manifest);
  return table(
    ['', 'unpacked, KB', 'tarball, KB', 'files', 'dependencies'],
    [
      [
        'the package',
        ((packed?.unpackedSize ?? Number.NaN) / 1000).toFixed(1),
        ((packed?.size ?? Number.NaN) / 1000).toFixed(1),
        count(packed?.entryCount ?? Number.NaN),
        String(Object.keys(dependencies).length),
      ],
    ],
  );
}
