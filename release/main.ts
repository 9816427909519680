import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkRelease } from './check';

const usage = 'Usage: npm run release -- check [vX.Y.Z], npm run --silent release -- notes [vX.Y.Z]';

const read = (file: string) => readFileSync(path.join(__dirname, '..', file), 'utf8');

/** `check` compares the tag, package.json and the changelog; `notes` also prints the changes. */
function main([command, tag, ...rest]: string[]): void {
  if ((command !== 'check' && command !== 'notes') || rest.length > 0) throw new Error(usage);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  const release = checkRelease({ version, changelog: read('CHANGELOG.md'), tag });
  process.stdout.write(command === 'notes' ? `${release.notes}\n` : `${version} of ${release.date}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
