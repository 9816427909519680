import { endTasks, endWithCallbacks, expectTranscripts, suspendedRun, suspending } from '../suspendedRun';
import type { Cluster } from '../cluster';

export function describeRestarts(n8n: () => Cluster): void {
  const loseCallbacks = () =>
    n8n().control.addFault({ on: 'callback', times: null, action: { kind: 'lost' } });

  /** Two suspended executions: one that callbacks will resume, and one that none will reach. */
  async function twoSuspended() {
    const deployed = await n8n().deploy({ node: suspending(n8n()) });
    const called = await suspendedRun(n8n(), deployed, 'called');
    const uncalled = await suspendedRun(n8n(), deployed, 'uncalled');
    await n8n().idle();
    return { called, uncalled };
  }

  describe('Redis, restarted while executions are suspended', () => {
    test.each([
      ['with what it knew', () => n8n().redis.stop()],
      ['without anything', () => n8n().redis.lose()],
    ])('%s: callbacks, and the ringing of the worker, bring all home', async (_, end) => {
      const { called, uncalled } = await twoSuspended();
      await end();
      await n8n().redis.start();
      await endWithCallbacks(n8n(), called.ids);
      await expectTranscripts(called);
      await loseCallbacks();
      await endWithCallbacks(n8n(), uncalled.ids);
      await expectTranscripts(uncalled);
    });

    test('while a callback comes: its execution goes on when Redis is back', async () => {
      const one = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }));
      await n8n().idle();
      await n8n().redis.stop();
      await endTasks(n8n(), one.ids);
      const backAt = Date.now();
      await n8n().redis.start();
      await expectTranscripts(one);
      await n8n().control.waitFor('callback', one.ids.length, 60_000);
      const [callback] = await n8n().control.callbacks();
      expect(callback?.attempts[0]?.at).toBeLessThanOrEqual(backAt);
    });
  });

  test('the webhook processes, killed while an execution is suspended: callbacks wake it afterwards', async () => {
    const { called, uncalled } = await twoSuspended();
    await Promise.all(n8n().webhooks.map((webhook) => webhook.kill()));
    await Promise.all(n8n().webhooks.map((webhook) => webhook.start()));
    await endWithCallbacks(n8n(), called.ids);
    await expectTranscripts(called);
    await loseCallbacks();
    await endWithCallbacks(n8n(), uncalled.ids);
    await expectTranscripts(uncalled);
  });

  describe('the main process, restarted while executions are suspended', () => {
    test('is not needed to wake them, and meets their deadlines: pending tasks with their task IDs', async () => {
      const called = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }), 'called');
      const overdue = await suspendedRun(
        n8n(),
        await n8n().deploy({ node: suspending(n8n(), { deadlineHours: 0.01 }) }),
        'overdue',
      );
      await n8n().idle();
      await n8n().main.stop();
      await endWithCallbacks(n8n(), called.ids);
      await n8n().main.start();
      await expectTranscripts(called);
      const { status, outputs } = await overdue.started.result({ withinMs: 150_000 });
      expect(status).toBe('success');
      expect(outputs[0]).toMatchObject(
        overdue.ids.map((taskId, item) => ({
          json: { provider: 'apikley', status: 'processing', taskId },
          pairedItem: { item },
        })),
      );
      expect(await n8n().workersOf(overdue.started.executionId)).toHaveLength(2);
    });
  });

  test('all processes, killed together with Redis: callbacks wake what was suspended', async () => {
    const one = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }));
    await n8n().idle();
    const { main, webhooks, workers, redis } = n8n();
    await Promise.all([main, ...webhooks, ...workers].map((process) => process.kill()));
    await redis.lose();
    await redis.start();
    await Promise.all([main, ...webhooks, ...workers].map((process) => process.start()));
    await endWithCallbacks(n8n(), one.ids);
    await expectTranscripts(one);
  });
}
