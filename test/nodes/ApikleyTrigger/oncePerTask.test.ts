import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { markDelivered, wasDelivered } from '../../../nodes/ApikleyTrigger/oncePerTask';

const trigger = (workflowId: string, staticData: () => IDataObject) =>
  z.custom<IWebhookFunctions>().parse({
    getWorkflow: () => ({ id: workflowId }),
    getNode: () => ({ id: 'node' }),
    getWorkflowStaticData: staticData,
  });

// The first test of this file: the process has delivered nothing before.
test('a process knows the last 1,000 tasks by itself, whatever n8n has stored', () => {
  const forgetful = trigger('forgetful', () => ({}));
  for (let task = 1; task <= 1_000; task++) markDelivered(forgetful, String(task));
  expect(wasDelivered(forgetful, '1')).toBe(true);
  markDelivered(forgetful, '1001');
  expect(wasDelivered(forgetful, '1')).toBe(false);
  expect(wasDelivered(forgetful, '2')).toBe(true);
  expect(wasDelivered(forgetful, '1001')).toBe(true);
});

test('the last 1,000 tasks are kept with the workflow', () => {
  const seenTasks = Array.from({ length: 1_000 }, (_, index) => `task ${index}`);
  const staticData: IDataObject = { seenTasks };
  markDelivered(
    trigger('stored', () => staticData),
    'newest',
  );
  expect(staticData.seenTasks).toEqual([...seenTasks.slice(1), 'newest']);
});

test.each([
  ['no list', 'text'],
  ['a list of something else', [1, 2]],
])('where %s is kept, a task counts as new, and is kept', (what, seenTasks) => {
  const staticData: IDataObject = { seenTasks };
  const context = trigger(what, () => staticData);
  expect(wasDelivered(context, 'text')).toBe(false);
  markDelivered(context, 'new');
  expect(staticData.seenTasks).toEqual(['new']);
});

test('the same task of another workflow is another one', () => {
  markDelivered(
    trigger('one', () => ({})),
    'shared',
  );
  expect(
    wasDelivered(
      trigger('one', () => ({})),
      'shared',
    ),
  ).toBe(true);
  expect(
    wasDelivered(
      trigger('other', () => ({})),
      'shared',
    ),
  ).toBe(false);
});
