import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkRelease, type Sources } from './check';
import { environmentLine, withEnvironment } from './environment';

const usage = [
  'Usage:',
  '  npm run release -- check [vX.Y.Z]                      compares the tag, package.json and the changelog',
  '  npm run --silent release -- environment <tarball>      the line that has n8n install this tarball',
  '  npm run --silent release -- notes [vX.Y.Z] [<line>]    the changes, and that line',
].join('\n');

const read = (file: string) => readFileSync(path.join(__dirname, '..', file), 'utf8');

const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(read('package.json')));

function released(tag: string | undefined) {
  const sources: Sources = { version, changelog: read('CHANGELOG.md') };
  return checkRelease(tag === undefined ? sources : { ...sources, tag });
}

function main([command, first, second, ...rest]: string[]): string {
  if (rest.length > 0) throw new Error(usage);
  if (command === 'check' && second === undefined) {
    const { date } = released(first);
    return `${version} of ${date}`;
  }
  if (command === 'environment' && first !== undefined && second === undefined) {
    return environmentLine({ name, version, tarball: readFileSync(first) });
  }
  if (command === 'notes') {
    const { notes } = released(first);
    return second === undefined ? notes : withEnvironment(notes, second);
  }
  throw new Error(usage);
}

try {
  process.stdout.write(`${main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
