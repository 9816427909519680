import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimit } from '../../../../emulator/rateLimit';
import type { N8n } from '../../../../playground/n8n';
import type { Cluster } from '../cluster';
import {
  endTasks,
  endWithCallbacks,
  expectTranscripts,
  suspendedRun,
  suspending,
  transcribing,
  untilSuspendedAt,
} from '../suspendedRun';

/** Less than the documented pace, so that a busy machine comes to it as well. */
const limit = { count: 4, perMs: 1_000 };

/** Callbacks at once: as many as the processes work on at once, so that few are asked to come again. */
const atATime = 8;

/**
 * Two webhook processes behind a load balancer that sends each call to a random one. `npm run bench -- many` does the
 * same with a thousand executions.
 */
export function describeDoors(n8n: () => Cluster): void {
  const doors = (): [N8n, N8n] => {
    const [one, other] = n8n().webhooks;
    if (one === undefined || other === undefined) throw new Error('There are no two webhook processes.');
    return [one, other];
  };

  /** Calls back about the first task, at each of these processes at the same time. */
  const callAt = async (processes: N8n[]) => {
    const [task] = await n8n().control.tasks();
    const { id: taskId = '', callBackUrl = '' } = task ?? {};
    await Promise.all(
      processes.map((process) => n8n().control.sendCallback({ taskId, url: at(process, callBackUrl) })),
    );
  };

  test('each of forty executions goes on once, called at random doors while one is killed and started again', async () => {
    await n8n().control.setRateLimit(null);
    const deployed = await n8n().deploy({ node: suspending(n8n()) });
    const runs = await Promise.all(
      Array.from({ length: 40 }, (_, run) => suspendedRun(n8n(), deployed, `run${run}`, 2)),
    );
    await n8n().idle();
    const repeatSome = () =>
      n8n().control.addFault({ on: 'callback', times: 10, action: { kind: 'repeat' } });
    const end = async (item: number, from: number, until: number) => {
      for (let run = from; run < until; run += atATime) {
        const some = runs.slice(run, Math.min(run + atATime, until));
        await endWithCallbacks(
          n8n(),
          some.map(({ ids }) => ids[item] ?? ''),
        );
      }
    };
    const [, killed] = doors();

    await repeatSome();
    await end(0, 0, 40);
    await end(1, 0, 10);
    await n8n().idle();
    await killed.kill();
    await end(1, 10, 20);
    await killed.start();
    await repeatSome();
    await end(1, 20, 40);

    for (const run of runs) {
      await expectTranscripts(run);
      const { runData } = await run.started.result();
      expect(runData.Success).toHaveLength(1);
    }
    await n8n().idle();
    const workers = await Promise.all(runs.map(({ started }) => n8n().workersOf(started.executionId)));
    // Once to suspend, and once to resume.
    expect(workers.map(({ length }) => length)).toEqual(runs.map(() => 2));
    expect((await n8n().control.counts()).createTask).toBe(80);
  });

  test('two processes that are called at the same time: one of them wakes the execution', async () => {
    const one = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }));
    await n8n().control.addFault({ on: 'callback', times: one.ids.length, action: { kind: 'lost' } });
    // Each request takes a while, so that both processes are still reading when the other starts.
    for (let skip = 0; skip < 10; skip++) {
      await n8n().control.addFault({ on: 'recordInfo', skip, action: { kind: 'delay', ms: 500 } });
    }
    await endWithCallbacks(n8n(), one.ids);
    await callAt(doors());
    await expectTranscripts(one);
    await n8n().idle();
    expect(await n8n().workersOf(one.started.executionId)).toHaveLength(2);
  });

  test('two processes that read the same batch learn their shares of the limit of the account', async () => {
    await n8n().control.setRateLimit(null);
    await n8n().control.setReadLimit({ reads: limit.count, perMs: limit.perMs });
    const batch = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }), 'batch', 30);
    await n8n().idle();
    await n8n().control.addFault({ on: 'callback', times: 30, action: { kind: 'lost' } });
    await endWithCallbacks(n8n(), batch.ids);
    await callAt(doors());
    await expectTranscripts(batch);
    await n8n().idle();
    expect(await n8n().workersOf(batch.started.executionId)).toHaveLength(2);
    expect(await refusedReads(n8n())).toBeLessThan(0.2);
  });

  test('a process that is slower than the other leaves an execution alone that has gone on and waits again', async () => {
    const deployed = await n8n().deploy({
      node: suspending(n8n()),
      after: [
        {
          ...transcribing(n8n(), {
            mode: 'suspend',
            audioUrl: `${n8n().emulator.urls.files}/audio/german.mp3?item=again`,
          }),
          name: 'Again',
        },
      ],
    });
    const one = await suspendedRun(n8n(), deployed, 'run', 1);
    await n8n().idle();
    const { control } = n8n();
    await control.addFault({ on: 'callback', action: { kind: 'lost' } });
    // The first who reads the task gets the answer when the second node has suspended the execution again.
    await control.addFault({ on: 'recordInfo', action: { kind: 'hold', until: 'models', count: 1 } });
    const { recordInfo: before = 0 } = await control.counts();
    await endTasks(n8n(), one.ids);
    const [slow, fast] = doors();
    const slowly = callAt([slow]);
    await control.waitFor('recordInfo', before + 1, 60_000);
    await callAt([fast]);
    await untilSuspendedAt(n8n(), one, 'Again');
    await fetch(`${n8n().emulator.urls.elkapi}/models`);
    await slowly;
    // n8n says nothing when it has resumed an execution, and nothing when it has not.
    await sleep(3_000);
    await n8n().idle();

    await control.clearFaults();
    const again = (await control.tasks()).map(({ id }) => id).filter((id) => !one.ids.includes(id));
    await endWithCallbacks(n8n(), again);
    const { status, runData } = await one.started.result();
    expect(status).toBe('success');
    expect(runData.Again?.[0]?.data?.main?.[0]?.map(({ json }) => json.taskId)).toEqual(again);
    expect((await control.counts()).createTask).toBe(2);
    expect(await n8n().workersOf(one.started.executionId)).toHaveLength(3);
  });
}

/** The same URL on one of the processes. */
function at(process: N8n, url: string): string {
  const moved = new URL(url);
  moved.host = new URL(process.url).host;
  return moved.href;
}

/** The share of reads beyond the account's limit. */
async function refusedReads({ control }: Cluster): Promise<number> {
  const admitting = new RateLimit(limit);
  const all = (await control.requests()).filter(({ operation }) => operation === 'recordInfo');
  return all.filter(({ at: arrived }) => !admitting.admit(arrived)).length / all.length;
}
