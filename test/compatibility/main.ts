import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { withMarkedPart } from '../support/markedPart';
import { compare } from './compare';
import { compatibilityPart, pageFile, readRecord, recordFile, writeRecord } from './record';
import { resultsSchema, testsOf } from './results';

const usage = 'Usage: npm run compatibility -- [--check] <results of "npm run test:e2e -- --json">…';

/**
 * Writes what the end-to-end tests have shown into the record and onto its page, or checks that the record still
 * holds. Tests may have been added since: a number in the record is how many have passed at the least.
 */
function main(args: string[]): void {
  const files = args.filter((argument) => argument !== '--check');
  if (files.length < 2) throw new Error(usage);
  const runs = compare(
    files.map((file) => testsOf(resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))),
  );
  process.stdout.write(`${compatibilityPart(runs)}\n`);
  if (!args.includes('--check')) {
    writeRecord(runs);
    const text = readFileSync(pageFile, 'utf8');
    writeFileSync(pageFile, withMarkedPart(text, 'compatibility', compatibilityPart(runs)));
    return;
  }
  const holds = readRecord().every((recorded, index) => {
    const seen = runs[index];
    if (seen === undefined || seen.passed < recorded.passed) return false;
    return isDeepStrictEqual({ ...seen, passed: recorded.passed }, recorded);
  });
  if (!holds) {
    throw new Error(`${recordFile} does not say so. Run "npm run compatibility" with these results.`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
