import { partsOfTaskId } from '../../../transcription/parts/partsTaskId';
import { noiseWav } from '../../support/wav';
import { type OwnHarness, ownN8n } from './harness';
import { needs } from './needs';
import type { InputItem } from './run';
import { apikleyNode, elkapiNode, upload } from './transcribeNode';
import type { NodeSpec } from './workflow';

/* n8n is killed between the parts of a recording. What becomes of it depends on what n8n has stored until then. */

let n8n: OwnHarness;
beforeAll(async () => {
  n8n = await ownN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const oneByOne = { itemsAtATime: 1 };

/** Two parts for ElkAPI, which takes 25 MB, and for Apikley, which takes 100 MB. */
const seconds = { elkapi: 900, apikley: 3_400 };

const started = async (node: NodeSpec, items?: InputItem[]) =>
  await (await n8n.deploy({ node })).trigger(items);

async function restart() {
  await n8n.n8n.kill();
  await n8n.control.clearFaults();
  await n8n.n8n.start();
}

const idsInLog = async () =>
  [...(await n8n.log()).matchAll(/Transcribe submitted the task (\S+) to Apikley/g)].map(([, id = '']) => id);

needs('filesOnDisk', () => {
  const items = () => [upload('long.wav', noiseWav(seconds.apikley), 'audio/wav')];

  test('before the second part is submitted: the log has the task ID of the first, and nothing is sent by itself', async () => {
    await n8n.control.addFault({ on: 'createTask', skip: 1, action: { kind: 'stall' } });
    const run = await started(apikleyNode(n8n, {}, oneByOne), items());
    await n8n.control.waitFor('createTask', 2, 60_000);
    await restart();

    expect((await n8n.rest.execution(run.executionId)).status).toBe('crashed');
    const tasks = await n8n.control.tasks();
    const [taskId = '', ...others] = await idsInLog();
    expect(others).toEqual([]);
    expect(partsOfTaskId(taskId).map((part) => part.taskId)).toEqual(tasks.map(({ id }) => id));
    const { outputs } = await n8n.runWorkflow({
      node: apikleyNode(n8n, { operation: 'getTranscript', taskId }, { waitUntilFinished: true }),
      items: [{}],
    });
    const json = outputs[0]?.[0]?.json;
    expect(json).toMatchObject({ status: 'completed', durationSeconds: seconds.apikley });
    expect(json?.warning).toMatch(/The part from [\d:]+ to [\d:]+ is missing from this transcript/);
    expect(await paidFor()).toEqual([1, 1]);
  });

  test('while the execution is suspended: the callback of the last part finds all of it', async () => {
    await n8n.control.planTasks({ outcome: { kind: 'never' } });
    const run = await started(apikleyNode(n8n, { mode: 'suspend' }), items());
    expect((await run.result({ until: 'waiting' })).status).toBe('waiting');
    const [first, second] = await n8n.control.tasks();
    await n8n.control.endTask(first?.id ?? '');
    await n8n.control.waitFor('callback', 1);
    await restart();
    await n8n.control.endTask(second?.id ?? '');
    const { status, outputs } = await run.result();
    expect(status).toBe('success');
    expect(outputs[0]).toHaveLength(1);
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', durationSeconds: seconds.apikley });
    expect(await paidFor()).toEqual([2, 2]);
  });
});

test('after the second part has failed: n8n has stored the first, and a retry pays only for the second', async () => {
  await n8n.control.addFault({
    on: 'transcriptions',
    skip: 1,
    action: { kind: 'openaiError', status: 400, message: 'refused', code: 'invalid_request' },
  });
  const audioUrl = await n8n.control.putFile('long.wav', noiseWav(seconds.elkapi), 'audio/wav');
  const run = await started(elkapiNode(n8n, { audioFrom: 'url', audioUrl }, oneByOne));
  expect((await run.result()).status).toBe('error');
  expect(await paidFor()).toEqual([1, 1]);
  await restart();
  const { status, outputs } = await (await run.retry()).result();
  expect(status).toBe('success');
  expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', durationSeconds: seconds.elkapi });
  expect(await paidFor()).toEqual([2, 2]);
});

/** How many parts were paid for, and how many different ones. */
async function paidFor(): Promise<[number, number]> {
  const paid = (await n8n.control.charged()).map(({ sha256 }) => sha256);
  return [paid.length, new Set(paid).size];
}
