import './useSmallN8n';
import { mayReadUnproven } from '../../../nodes/ApikleyTrigger/unprovenReads';
import { pass } from './smallN8n';

/** How many reads are allowed until the first refusal. */
const reads = (trigger: string, isAwaited = false): number => {
  let count = 0;
  while (count < 100 && mayReadUnproven(trigger, isAwaited)) count += 1;
  return count;
};

test('callbacks without proof get as many reads in ten seconds as an account can create tasks', async () => {
  expect(reads('one')).toBe(20);
  await pass(9_999);
  expect(reads('one')).toBe(0);
  await pass(1);
  expect(reads('one')).toBe(20);
});

test('each trigger has its own, and tasks that the account has are counted apart', () => {
  expect([reads('two'), reads('three'), reads('two', true)]).toEqual([20, 20, 20]);
  expect([reads('two'), reads('three'), reads('two', true)]).toEqual([0, 0, 0]);
});

test('the reads of 1,000 triggers are remembered, those of the one that was quiet longest go first', () => {
  reads('quiet');
  mayReadUnproven('busy', false);
  for (let index = 0; index < 998; index++) mayReadUnproven(`other${index}`, false);
  expect(reads('busy')).toBe(19);
  expect(reads('quiet')).toBe(0);
  mayReadUnproven('one more', false);
  expect(reads('quiet')).toBe(20);
  expect(reads('busy')).toBe(0);
});
