import { leastCases, seed } from './plan';
import { closeTally } from './tally';

export default function globalTeardown(): void {
  const cases = closeTally();
  process.stdout.write(`${cases.toLocaleString('en')} generated cases, seed ${seed}\n`);
  // Outside CI, only some of the tests may have been run.
  if (process.env.CI !== undefined && cases < leastCases) {
    throw new Error(`${cases} cases are fewer than ${leastCases}`);
  }
}
