import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { contextKeys, staticDataKeys } from '../../../nodes/shared/nodeContext';

const executionOf = (executionId: string, $runIndex: number) =>
  z.custom<IExecuteFunctions>().parse({
    getExecutionId: () => executionId,
    getWorkflowDataProxy: () => ({ $runIndex }),
  });

test('the names are those that sleeping executions and published workflows hold', () => {
  const execution = executionOf('7', 2);
  expect(contextKeys.suspended).toBe('suspended');
  expect(contextKeys.doorbell(execution)).toBe('doorbell:7:2');
  expect(contextKeys.submitted(execution)).toBe('submitted:2');
  expect(staticDataKeys).toEqual({ seenTasks: 'seenTasks', ticketKeys: 'ticketKeys' });
});

test('a retry by hand finds what was paid before, and has a doorbell of its own', () => {
  const [first, retried] = [executionOf('7', 0), executionOf('8', 0)];
  expect(contextKeys.submitted(retried)).toBe(contextKeys.submitted(first));
  expect(contextKeys.doorbell(retried)).not.toBe(contextKeys.doorbell(first));
});

test('each round of a loop has names of its own', () => {
  const [one, two] = [executionOf('7', 0), executionOf('7', 1)];
  expect(contextKeys.submitted(two)).not.toBe(contextKeys.submitted(one));
  expect(contextKeys.doorbell(two)).not.toBe(contextKeys.doorbell(one));
});
