import { leastCases, seed } from './plan';
import { closeTally } from './tally';

export default function globalTeardown(): void {
  const cases = closeTally();
  process.stdout.write(`${cases.toLocaleString('en')} generated cases, seed ${seed}\n`);
  // Elsewhere somebody may have asked for a part of the tests.
  if (process.env.CI !== undefined && cases < leastCases) {
    throw new Error(`${cases} cases are fewer than ${leastCases}`);
  }
}
