import fc from 'fast-check';
import { seed, times } from './plan';
import { addToTally } from './tally';

let cases = 0;
afterAll(() => {
  addToTally(cases);
  cases = 0;
});

const shared = { Object: Object.prototype, Array: Array.prototype, Function: Function.prototype };
const ownKeys = () => Object.values(shared).map((prototype) => Reflect.ownKeys(prototype).map(String));
const untouched = ownKeys();

/**
 * A rule that every generated case must keep. Each rule includes that no case modifies the shared prototypes.
 *
 * @param runs number of cases
 * @param search `firstFailure` for rules that talk to a server: what failed once because the machine was busy passes
 *   when it is shrunk, and thousands of requests later the report shows something else
 */
export function holds<Case>(
  rule: string,
  generated: fc.Arbitrary<Case>,
  runs: number,
  check: (value: Case) => void | Promise<void>,
  search: 'smallestFailure' | 'firstFailure' = 'smallestFailure',
): void {
  const tried = async (value: Case): Promise<void> => {
    await check(value);
    // Excludes cases rejected by a precondition.
    cases += 1;
    // Compares counts first, because comparing names takes long.
    if (Object.values(shared).some((prototype, at) => keyCount(prototype) !== untouched[at]?.length)) {
      expect(ownKeys()).toEqual(untouched);
    }
  };
  test(rule, () =>
    fc.assert(fc.asyncProperty(generated, tried), {
      seed,
      numRuns: Math.ceil(runs * times),
      endOnFailure: search === 'firstFailure',
    }),
  );
}

const keyCount = (prototype: object): number => Reflect.ownKeys(prototype).length;
