import { N8nRest } from '../../playground/rest';
import { randomOf } from './random';
import { Retries } from './retries';

const failed = (id: string, workflowId = 'w') => ({
  id,
  workflowId,
  status: 'error' as const,
  mode: 'webhook',
});

test('every failed execution is retried once, and those of the trigger never', async () => {
  const rest = new N8nRest('http://127.0.0.1:9');
  jest.spyOn(rest, 'executions').mockResolvedValue([failed('1'), failed('2', 'trigger'), failed('3')]);
  const retry = jest.spyOn(rest, 'retryExecution').mockResolvedValue('9');
  const retries = new Retries({ rest }, { triggerId: 'trigger' });
  for (let round = 0; round < 5; round++) await retries.press(randomOf(1, round));
  expect(retry.mock.calls.flat().sort()).toEqual(['1', '3']);
});

test('an n8n that is off is left for the next time', async () => {
  const rest = new N8nRest('http://127.0.0.1:9');
  jest
    .spyOn(rest, 'executions')
    .mockRejectedValueOnce(new Error('off'))
    .mockResolvedValue([failed('1')]);
  const retry = jest.spyOn(rest, 'retryExecution').mockRejectedValue(new Error('off'));
  const retries = new Retries({ rest }, { triggerId: 'trigger' });
  await retries.press(randomOf(1));
  expect(retry).not.toHaveBeenCalled();
  await retries.press(randomOf(1));
  expect(retry.mock.calls).toEqual([['1']]);
});
