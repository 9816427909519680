import { runsOn } from '../suites/e2e/selection';
import { conditionOf, type Versions, versionsIn } from '../suites/e2e/titles';
import type { RunOnN8n } from './record';
import type { Test } from './results';

const nameOf = ({ titles }: Test) => titles.join(' › ');
const listed = (tests: readonly Test[]) => tests.map((test) => `  ${nameOf(test)}`).join('\n');

/**
 * What the same end-to-end tests have shown on several n8n.
 *
 * @throws when a test has failed, or when one ran on some of them only without saying what it needs
 */
export function compare(runs: ReadonlyArray<readonly Test[]>): RunOnN8n[] {
  for (const tests of runs) {
    const failed = tests.filter(({ passed }) => !passed);
    if (failed.length > 0) throw new Error(`On n8n ${versionsOf(tests).n8n} failed:\n${listed(failed)}`);
  }
  const everywhere = new Map(runs.flat().map((test) => [nameOf(test), test]));
  return runs.map((tests) => {
    const versions = versionsOf(tests);
    const own = new Set(tests.map(nameOf));
    const missing = [...everywhere.values()].filter(
      (test) => !own.has(nameOf(test)) && !tellsVersions(test) && runsOn(versions.release, test.file),
    );
    const unexplained = missing.filter(({ titles }) => conditionOf(titles) === undefined);
    if (unexplained.length > 0) {
      throw new Error(`Left out on n8n ${versions.n8n} without a reason:\n${listed(unexplained)}`);
    }
    return { ...versions, passed: tests.length, leftOut: countedByNeed(missing) };
  });
}

function versionsOf(tests: readonly Test[]): Versions {
  for (const { titles } of tests) {
    const versions = versionsIn(titles.at(-1) ?? '');
    if (versions) return versions;
  }
  throw new Error('A run does not say which n8n it was on: not all of its tests were run.');
}

const tellsVersions = ({ titles }: Test) => versionsIn(titles.at(-1) ?? '') !== undefined;

/** Tests of what holds where something is absent are not missed where it is there. */
function countedByNeed(missing: readonly Test[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { titles } of missing) {
    const condition = conditionOf(titles);
    if (condition?.has) counted[condition.what] = (counted[condition.what] ?? 0) + 1;
  }
  return counted;
}
