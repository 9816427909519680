import { isOver, readExecution } from '../../playground/execution';

const summary = { id: '7', workflowId: 'w', mode: 'webhook', status: 'success' } as const;

/** As n8n 2.40 stores it: values are places in the list. */
const stored = JSON.stringify([
  { resultData: '1' },
  { runData: '2', lastNodeExecuted: '3' },
  { 'Set Fields': '4' },
  'Set Fields',
  ['5'],
  { startTime: 1, executionTime: 2, executionStatus: '6', source: '7', data: '8' },
  'success',
  [],
  { main: '9' },
  ['10', null],
  ['11'],
  { json: '12', pairedItem: '13' },
  { text: '14' },
  { item: 0 },
  'Hello',
]);

test('the data of an execution is put together again', async () => {
  const { data } = await readExecution({ ...summary, data: stored });
  const [run] = data.resultData.runData['Set Fields'] ?? [];
  expect(run?.data?.main).toEqual([[{ json: { text: 'Hello' }, pairedItem: { item: 0 } }], null]);
});

test('data of another shape is refused rather than passed on', async () => {
  await expect(readExecution({ ...summary, data: '[{"resultData":"1"},{}]' })).rejects.toThrow('runData');
});

test('a suspended execution is not over', () => {
  expect((['new', 'running', 'waiting'] as const).some(isOver)).toBe(false);
  expect((['success', 'error', 'canceled', 'crashed'] as const).every(isOver)).toBe(true);
});
