import { apikleyNode } from '../../e2e/transcribeNode';
import type { N8n } from '../../../../playground/n8n';
import {
  endTasks,
  endWithCallbacks,
  expectTranscripts,
  recordingsOf,
  suspendedRun,
  suspending,
  tasksOf,
  transcribing,
} from '../suspendedRun';
import type { Cluster } from '../cluster';

export function describeWorkers(n8n: () => Cluster): void {
  afterEach(async () => {
    for (const worker of n8n().workers) await worker.start();
  });

  /** The only worker that has run an execution so far. */
  async function workerOf(executionId: string): Promise<N8n> {
    const [worker, another] = await n8n().workersOf(executionId);
    if (worker === undefined || another !== undefined) throw new Error('Not one worker has run it.');
    return worker;
  }

  /** A run in the mode that waits for transcripts, on a worker. */
  async function polling() {
    const deployed = await n8n().deploy({ node: transcribing(n8n(), { mode: 'wait' }) });
    const started = await deployed.trigger(recordingsOf(n8n(), 'run', 3));
    await n8n().control.waitFor('recordInfo', 6, 60_000);
    return { started, ids: await tasksOf(n8n(), 'run', 3), worker: await workerOf(started.executionId) };
  }

  describe('a worker that is killed while it waits for transcripts', () => {
    test('has its execution fail; nothing is submitted again, and its log has the task IDs', async () => {
      const { started, ids, worker } = await polling();
      await worker.kill();
      const { status, error } = await started.result();
      expect([status, error?.message]).toEqual([
        'error',
        expect.stringContaining('failed to be processed too many times'),
      ]);
      expect(await n8n().workersOf(started.executionId)).toEqual([worker]);
      const log = await worker.log();
      expect(ids.filter((id) => !log.includes(`submitted the task ${id} to Apikley`))).toEqual([]);

      await worker.start();
      const retried = await n8n().rest.waitForEnd(await n8n().rest.retryExecution(started.executionId));
      expect(retried.status).toBe('error');
      expect((await n8n().control.counts()).createTask).toBe(ids.length);

      await endTasks(n8n(), ids);
      const fetched = await n8n().runWorkflow({
        node: apikleyNode(n8n(), { operation: 'getTranscript', taskId: '={{ $json.taskId }}' }),
        items: ids.map((taskId) => ({ json: { taskId } })),
      });
      expect(fetched.outputs[0]?.map(({ json }) => [json.taskId, json.status])).toEqual(
        ids.map((id) => [id, 'completed']),
      );
    });
  });

  test('a worker that is asked to end waits for its transcripts first', async () => {
    const { worker, ...waiting } = await polling();
    const stopped = worker.stop();
    await endTasks(n8n(), waiting.ids);
    await expectTranscripts(waiting);
    await stopped;
    expect(await n8n().workersOf(waiting.started.executionId)).toEqual([worker]);
  });

  test('a worker whose Redis comes back without its task gives the transcripts all the same', async () => {
    const { worker, ...waiting } = await polling();
    await n8n().redis.lose();
    await n8n().redis.start();
    await endTasks(n8n(), waiting.ids);
    await expectTranscripts(waiting);
    expect(await n8n().workersOf(waiting.started.executionId)).toEqual([worker]);
    expect((await n8n().control.counts()).createTask).toBe(waiting.ids.length);
    expect(worker.running).toBe(true);
  });

  describe('a worker that is killed after it has put an execution to sleep', () => {
    async function killedAfterSuspending() {
      const one = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }));
      await n8n().idle();
      const worker = await workerOf(one.started.executionId);
      await worker.kill();
      return { one, worker };
    }

    test('is not needed: a callback has it go on at another', async () => {
      const { one, worker } = await killedAfterSuspending();
      await endWithCallbacks(n8n(), one.ids);
      await expectTranscripts(one);
      const workers = await n8n().workersOf(one.started.executionId);
      expect(workers).toHaveLength(2);
      expect(workers.filter((other) => other === worker)).toHaveLength(1);
    });

    test('lets it sleep on when it comes back; after one callback the webhook process finds the rest', async () => {
      const { one, worker } = await killedAfterSuspending();
      await worker.start();
      const [first = '', ...others] = one.ids;
      await endWithCallbacks(n8n(), [first]);
      await n8n().control.addFault({ on: 'callback', times: null, action: { kind: 'lost' } });
      await endWithCallbacks(n8n(), others);
      await expectTranscripts(one);
      const callbacks = await n8n().control.callbacks();
      expect(callbacks.map(({ outcome }) => outcome)).toEqual(['delivered', 'lost', 'lost']);
    });
  });
}
