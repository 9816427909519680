import { seeded } from '../../../emulator/audio/seeded';
import { TranscriptionError, type TranscriptionErrorCode } from '../../../transcription/errors';
import { FanIn, type FanInContext } from '../../../transcription/tasks/fanIn';
import type { TaskStatus } from '../../../transcription/tasks/task';
import type { Transcript } from '../../../transcription/transcript';

const submittedAtMs = Date.UTC(2030, 0, 1);
const graceMs = 90_000;

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `task_${index + 1}`);

const completed = (taskId: string): TaskStatus => {
  const transcript: Transcript = { provider: 'any', model: 'any', status: 'completed', text: taskId };
  return { state: 'completed', transcript };
};
const failed: TaskStatus = {
  state: 'failed',
  error: new TranscriptionError('It could not be heard.', { code: 'taskFailed' }),
};
const unreachable = new TranscriptionError('No route.', { code: 'network', retryable: true });

/** Tasks at a provider that counts reads; all of them run until ended. */
class Tasks {
  readonly ids: string[];
  /** The IDs of the tasks that were read, in order. */
  readonly reads: string[] = [];
  nowMs = submittedAtMs;
  /** Which of the open tasks is read next; the first by default. */
  random = () => 0;
  private readonly answers = new Map<string, TaskStatus | Error>();

  constructor(count: number) {
    this.ids = idsOf(count);
  }

  set(taskId: string, answer: TaskStatus | Error): void {
    this.answers.set(taskId, answer);
  }

  end(...taskIds: string[]): void {
    for (const taskId of taskIds) this.set(taskId, completed(taskId));
  }

  newFanIn(): FanIn {
    return new FanIn(this.ids.map((taskId) => ({ taskId, submittedAtMs })));
  }

  look(fanIn: FanIn, named?: string) {
    return fanIn.look(named, this.context());
  }

  lookAtAll(fanIn: FanIn, untilMs = this.nowMs + 60_000) {
    return fanIn.lookAtAll(this.context(), untilMs);
  }

  private context(): FanInContext {
    return {
      read: async (taskId) => {
        this.reads.push(taskId);
        await new Promise((resolve) => setImmediate(resolve));
        const answer = this.answers.get(taskId) ?? { state: 'running' };
        if (answer instanceof Error) throw answer;
        return answer;
      },
      nowMs: () => this.nowMs,
      random: this.random,
    };
  }
}

/** The outcome of each task; an error if not all are over. */
async function endedIn(looking: ReturnType<FanIn['look']>) {
  const found = await looking;
  if (!found.done) throw new Error('One of the tasks was taken for running');
  return found.ended;
}

describe('the end', () => {
  test('is not reported while any task in the list still runs', async () => {
    for (const late of idsOf(5)) {
      const tasks = new Tasks(5);
      const fanIn = tasks.newFanIn();
      tasks.end(...tasks.ids.filter((taskId) => taskId !== late));
      for (const named of [...tasks.ids, undefined]) {
        expect(await tasks.look(fanIn, named)).toEqual({ done: false });
      }
      tasks.end(late);
      expect((await tasks.look(fanIn, late)).done).toBe(true);
    }
  });

  test('comes with the outcome of each task', async () => {
    const tasks = new Tasks(3);
    tasks.end('task_1', 'task_3');
    tasks.set('task_2', failed);
    const ended = await endedIn(tasks.look(tasks.newFanIn(), 'task_1'));
    expect([...ended.keys()].sort()).toEqual(tasks.ids);
    expect(ended.get('task_1')).toEqual(completed('task_1'));
    expect(ended.get('task_2')).toEqual(failed);
  });

  test('is reported even if all tasks failed', async () => {
    const tasks = new Tasks(3);
    for (const taskId of tasks.ids) tasks.set(taskId, failed);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(3);
  });

  test('is reported at once if there are no tasks', async () => {
    const tasks = new Tasks(0);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(0);
    expect(tasks.reads).toEqual([]);
  });

  test('is reported again to later looks, without another read', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    tasks.end(...tasks.ids);
    await tasks.look(fanIn, 'task_2');
    for (const named of ['task_2', undefined]) {
      expect((await endedIn(tasks.look(fanIn, named))).size).toBe(3);
    }
    expect(tasks.reads).toHaveLength(3);
  });

  test('stands, whatever the provider says about a task afterwards', async () => {
    const tasks = new Tasks(2);
    const fanIn = tasks.newFanIn();
    tasks.end('task_1');
    await tasks.look(fanIn, 'task_1');
    tasks.set('task_1', { state: 'running' });
    tasks.end('task_2');
    expect((await endedIn(tasks.look(fanIn, 'task_2'))).get('task_1')).toEqual(completed('task_1'));
  });
});

describe('the tasks that are read', () => {
  test('are only the named one while another is still running', async () => {
    const tasks = new Tasks(5);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_1']);
    tasks.end('task_4', 'task_5');
    await tasks.look(fanIn, 'task_4');
    await tasks.look(fanIn, 'task_5');
    expect(tasks.reads).toEqual(['task_1', 'task_4', 'task_5']);
  });

  test('are only the named one if it turns out to be running after all', async () => {
    const tasks = new Tasks(5);
    expect(await tasks.look(tasks.newFanIn(), 'task_4')).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_4']);
  });

  test('are none if a callback names no task of the execution, while another is still running', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn, 'task_2');
    expect(await tasks.look(fanIn, 'task_of_others')).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_2']);
  });

  test('include the one last seen running if the look has no other reason', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn, 'task_2');
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_2']);
    tasks.end('task_2');
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_2', 'task_2', 'task_1']);
  });

  test('are random: each of the open ones may be next', async () => {
    const firsts = new Set<string | undefined>();
    for (const chance of [0, 0.25, 0.5, 0.75, 1 - Number.EPSILON]) {
      const tasks = new Tasks(4);
      tasks.random = () => chance;
      await tasks.look(tasks.newFanIn());
      firsts.add(tasks.reads[0]);
    }
    expect([...firsts]).toEqual(idsOf(4));
  });

  test('are chosen even without a source of randomness', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    tasks.end(...tasks.ids);
    const read = async (taskId: string) => completed(taskId);
    expect(await fanIn.look(undefined, { read, nowMs: () => submittedAtMs })).toMatchObject({ done: true });
  });

  test.each(['task_99', '', '__proto__', 'constructor'])(
    'are never ones of another execution, such as %j',
    async (foreignId) => {
      const tasks = new Tasks(2);
      const fanIn = tasks.newFanIn();
      tasks.end(foreignId);
      expect(await tasks.look(fanIn, foreignId)).toEqual({ done: false });
      tasks.end(...tasks.ids);
      const ended = await endedIn(tasks.look(fanIn));
      expect([...ended.keys()].sort()).toEqual(tasks.ids);
      expect(tasks.reads).not.toContain(foreignId);
    },
  );
});

describe('simultaneous looks', () => {
  test('do not both read the task that both name', async () => {
    const tasks = new Tasks(2);
    const fanIn = tasks.newFanIn();
    tasks.end('task_1');
    await Promise.all([tasks.look(fanIn, 'task_1'), tasks.look(fanIn, 'task_1')]);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });

  test('read each task once, however many there are', async () => {
    const tasks = new Tasks(50);
    tasks.random = seeded(1);
    const fanIn = tasks.newFanIn();
    tasks.end(...tasks.ids);
    const found = await Promise.all(tasks.ids.map((taskId) => tasks.look(fanIn, taskId)));
    expect(found.at(-1)).toMatchObject({ done: true });
    expect([...tasks.reads].sort()).toEqual([...tasks.ids].sort());
  });

  test('are not disturbed by one that fails', async () => {
    const tasks = new Tasks(2);
    const fanIn = tasks.newFanIn();
    tasks.set('task_1', unreachable);
    tasks.end('task_2');
    const [failing] = await Promise.all([tasks.look(fanIn, 'task_1'), tasks.look(fanIn, 'task_2')]);
    expect(failing).toEqual({ done: false, problem: unreachable });
    expect(tasks.reads.slice(0, 2)).toEqual(['task_1', 'task_2']);
  });
});

describe('a task that can not be read', () => {
  const unreadableAlways = (code: TranscriptionErrorCode, retryable: boolean) =>
    new TranscriptionError('It can not be seen.', { code, retryable });

  test.each([
    ['serverError', true],
    ['badAnswer', true],
    ['unauthorized', false],
    ['rejected', false],
    ['network', true],
  ] as const)('because of "%s" never counts as failed, however often it is read', async (code, retryable) => {
    const tasks = new Tasks(2);
    const fanIn = tasks.newFanIn();
    const problem = unreadableAlways(code, retryable);
    tasks.set('task_1', problem);
    tasks.end('task_2');
    for (let look = 0; look < 20; look++) {
      tasks.nowMs += 3_600_000;
      expect(await tasks.look(fanIn, 'task_1')).toEqual({ done: false, problem });
    }
    tasks.end('task_1');
    expect((await endedIn(tasks.look(fanIn))).get('task_1')).toEqual(completed('task_1'));
  });

  test('does not keep the others from being read', async () => {
    const tasks = new Tasks(500);
    const fanIn = tasks.newFanIn();
    tasks.random = seeded(3);
    tasks.end(...tasks.ids);
    tasks.set('task_7', unreachable);
    expect(await tasks.look(fanIn)).toEqual({ done: false, problem: unreachable });
    expect(new Set(tasks.reads).size).toBe(500);
    const { ended, open, brokenOff } = await tasks.lookAtAll(fanIn);
    expect(ended.size).toBe(499);
    expect([...open]).toEqual([['task_7', { problem: unreachable, unknownState: undefined }]]);
    expect(brokenOff).toBe(false);
    expect(tasks.reads).toHaveLength(501);
  });

  test('is skipped for another, which shows that not all are over', async () => {
    const tasks = new Tasks(3);
    tasks.set('task_1', unreachable);
    expect(await tasks.look(tasks.newFanIn())).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });

  test('ends the look together with a second one, since the provider is then out of reach', async () => {
    const tasks = new Tasks(50);
    for (const taskId of tasks.ids) tasks.set(taskId, unreachable);
    expect(await tasks.look(tasks.newFanIn(), 'task_1')).toEqual({ done: false, problem: unreachable });
    expect(tasks.reads).toHaveLength(2);
  });

  test.each([
    ['no route', unreachable],
    ['maintenance', new TranscriptionError('Under maintenance.', { code: 'serverError', retryable: true })],
  ])('does not end the look if others can be read between two such (%s)', async (_why, problem) => {
    const tasks = new Tasks(9);
    tasks.end(...tasks.ids);
    for (const taskId of ['task_1', 'task_3', 'task_5', 'task_7', 'task_9']) tasks.set(taskId, problem);
    expect(await tasks.look(tasks.newFanIn())).toEqual({ done: false, problem });
    expect(tasks.reads).toEqual(tasks.ids);
  });

  test('is read again by the next look, which begins to count anew', async () => {
    const tasks = new Tasks(50);
    const fanIn = tasks.newFanIn();
    for (const taskId of tasks.ids) tasks.set(taskId, unreachable);
    for (let look = 1; look <= 5; look++) {
      expect(await tasks.look(fanIn)).toEqual({ done: false, problem: unreachable });
      expect(tasks.reads).toHaveLength(2 * look);
    }
    tasks.end(...tasks.ids);
    expect((await endedIn(tasks.look(fanIn))).size).toBe(50);
  });

  test('may be the one last seen running: then another shows that not all are over', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn, 'task_2');
    tasks.set('task_2', unreachable);
    expect(await tasks.look(fanIn)).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_2', 'task_2', 'task_1']);
  });

  test('is not read again in the same look', async () => {
    const tasks = new Tasks(2);
    tasks.set('task_1', unreachable);
    tasks.end('task_2');
    expect(await tasks.look(tasks.newFanIn(), 'task_1')).toEqual({ done: false, problem: unreachable });
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });

  test('for several reasons is reported with the latest', async () => {
    const tasks = new Tasks(4);
    const fanIn = tasks.newFanIn();
    const latest = unreadableAlways('serverError', true);
    for (const taskId of ['task_1', 'task_2']) tasks.set(taskId, unreachable);
    tasks.set('task_3', latest);
    const looking = tasks.look(fanIn, 'task_1');
    await Promise.resolve();
    fanIn.join('task_2');
    fanIn.join('task_3');
    expect(await looking).toEqual({ done: false, problem: latest });
    expect(tasks.reads).toEqual(['task_1', 'task_2', 'task_3']);
  });

  test('is not mistaken for the one last seen running', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn, 'task_2');
    tasks.set('task_1', unreachable);
    await tasks.look(fanIn, 'task_1');
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_1', 'task_2']);
  });

  test("because of an error that is not the provider's is a bug, which the next look survives", async () => {
    const tasks = new Tasks(1);
    const fanIn = tasks.newFanIn();
    const bug = new TypeError('undefined is not a function');
    tasks.set('task_1', bug);
    await expect(tasks.look(fanIn)).rejects.toBe(bug);
    tasks.end('task_1');
    expect((await tasks.look(fanIn)).done).toBe(true);
  });
});

describe('the last look', () => {
  test('reads each unfinished task once, and reports the outcome of each', async () => {
    const tasks = new Tasks(4);
    const fanIn = tasks.newFanIn();
    tasks.end('task_1');
    await tasks.look(fanIn, 'task_1');
    tasks.reads.length = 0;
    tasks.end('task_3');
    tasks.set('task_4', { state: 'running', unknownState: 'archived' });
    const { ended, open, brokenOff } = await tasks.lookAtAll(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_3', 'task_4']);
    expect([...ended.keys()]).toEqual(['task_1', 'task_3']);
    expect([...open.keys()]).toEqual(['task_2', 'task_4']);
    expect(open.get('task_4')?.unknownState).toBe('archived');
    expect(brokenOff).toBe(false);
  });

  test('stops after three failures in a row, and says so', async () => {
    const tasks = new Tasks(9);
    for (const taskId of tasks.ids) tasks.set(taskId, unreachable);
    const { open, brokenOff } = await tasks.lookAtAll(tasks.newFanIn());
    expect([open.size, brokenOff, tasks.reads.length]).toEqual([9, true, 3]);
  });

  test('is complete if nothing was left to read', async () => {
    const tasks = new Tasks(1);
    const fanIn = tasks.newFanIn();
    tasks.end('task_1');
    await tasks.look(fanIn);
    expect(await tasks.lookAtAll(fanIn)).toMatchObject({ brokenOff: false });
    expect(tasks.reads).toEqual(['task_1']);
  });

  test('continues past single tasks that can not be read', async () => {
    const tasks = new Tasks(9);
    tasks.end(...tasks.ids);
    for (const taskId of ['task_1', 'task_2', 'task_4', 'task_5', 'task_9']) tasks.set(taskId, unreachable);
    const { ended, brokenOff } = await tasks.lookAtAll(tasks.newFanIn());
    expect([ended.size, brokenOff]).toEqual([4, false]);
  });

  test('stops when its time is up', async () => {
    const tasks = new Tasks(9);
    const { brokenOff } = await tasks.lookAtAll(tasks.newFanIn(), tasks.nowMs);
    expect([brokenOff, tasks.reads.length]).toEqual([true, 0]);
  });
});

describe('a task that the provider does not find', () => {
  const twoOfWhichOneIsUnknown = () => {
    const tasks = new Tasks(2);
    tasks.set('task_1', { state: 'notFound' });
    tasks.end('task_2');
    return { tasks, fanIn: tasks.newFanIn() };
  };

  test('counts as running for 90 s after it was first not found, and is due for another look soon', async () => {
    const { tasks, fanIn } = twoOfWhichOneIsUnknown();
    tasks.nowMs = submittedAtMs + 3_600_000;
    for (const seconds of [0, 30, 60]) {
      tasks.nowMs += seconds * 1_000;
      expect(await tasks.look(fanIn)).toEqual({ done: false, soon: true });
    }
  });

  test('has failed afterwards', async () => {
    const { tasks, fanIn } = twoOfWhichOneIsUnknown();
    await tasks.look(fanIn);
    tasks.nowMs += graceMs + 1;
    expect((await endedIn(tasks.look(fanIn))).get('task_1')).toMatchObject({
      state: 'failed',
      error: { code: 'taskNotFound', taskId: 'task_1' },
    });
  });

  test('may appear within the 90 s', async () => {
    const { tasks, fanIn } = twoOfWhichOneIsUnknown();
    await tasks.look(fanIn);
    tasks.end('task_1');
    tasks.nowMs += graceMs + 1;
    expect((await endedIn(tasks.look(fanIn))).get('task_1')).toEqual(completed('task_1'));
  });

  test('has its own 90 s, whenever another was first not found', async () => {
    const { tasks, fanIn } = twoOfWhichOneIsUnknown();
    tasks.set('task_2', { state: 'running' });
    await tasks.look(fanIn, 'task_1');
    tasks.nowMs += graceMs;
    tasks.set('task_2', { state: 'notFound' });
    await tasks.look(fanIn, 'task_2');
    tasks.nowMs += 1;
    await tasks.look(fanIn, 'task_1');
    const { ended, open } = await tasks.lookAtAll(fanIn);
    expect([[...ended.keys()], [...open.keys()]]).toEqual([['task_1'], ['task_2']]);
  });
});

describe('the number of reads for 50 tasks, each with its own callback,', () => {
  const count = 50;
  const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

  function shuffled<T>(list: readonly T[], random: () => number): T[] {
    return list
      .map((value) => ({ value, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ value }) => value);
  }

  const orders: Array<[string, (ids: string[], random: () => number) => string[]]> = [
    ['in their order', (ids) => ids],
    ['in reverse', (ids) => [...ids].reverse()],
    ['in any order', shuffled],
  ];

  test.each(orders)('stays within 20 of their number when they end %s', async (_name, order) => {
    for (const seed of seeds) {
      const tasks = new Tasks(count);
      tasks.random = seeded(seed);
      const fanIn = tasks.newFanIn();
      const ending = order(tasks.ids, seeded(seed + 10_000));
      for (const [index, taskId] of ending.entries()) {
        tasks.end(taskId);
        const { done } = await tasks.look(fanIn, taskId);
        if (done !== (index === count - 1)) throw new Error(`After ${index + 1} ends: done is ${done}`);
      }
      expect(tasks.reads.length).toBeLessThanOrEqual(count + 20);
    }
  });

  test('is one each if the callbacks arrive after the last task has ended, in any order', async () => {
    for (const seed of seeds.slice(0, 20)) {
      const tasks = new Tasks(count);
      tasks.random = seeded(seed);
      const fanIn = tasks.newFanIn();
      tasks.end(...tasks.ids);
      for (const taskId of shuffled(tasks.ids, seeded(seed + 10_000))) {
        expect((await tasks.look(fanIn, taskId)).done).toBe(true);
      }
      expect(tasks.reads).toHaveLength(count);
    }
  });

  test('does not grow when each calls back three times', async () => {
    for (const seed of seeds.slice(0, 20)) {
      const tasks = new Tasks(count);
      tasks.random = seeded(seed);
      const fanIn = tasks.newFanIn();
      for (const taskId of shuffled(tasks.ids, seeded(seed + 10_000))) {
        tasks.end(taskId);
        for (let call = 0; call < 3; call += 1) await tasks.look(fanIn, taskId);
      }
      expect(tasks.reads.length).toBeLessThanOrEqual(count + 20);
    }
  });
});

describe('after a restart, which loses everything learnt,', () => {
  test('the last callback is enough to find all tasks', async () => {
    const tasks = new Tasks(50);
    tasks.random = seeded(1);
    const before = tasks.newFanIn();
    for (const taskId of tasks.ids.slice(0, -1)) {
      tasks.end(taskId);
      await tasks.look(before, taskId);
    }
    tasks.end('task_50');
    tasks.reads.length = 0;
    const ended = await endedIn(tasks.look(tasks.newFanIn(), 'task_50'));
    expect([...ended.keys()].sort()).toEqual([...tasks.ids].sort());
    expect(tasks.reads).toHaveLength(50);
  });

  test('a look without any callback is enough', async () => {
    const tasks = new Tasks(50);
    tasks.end(...tasks.ids);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(50);
  });
});

describe('callbacks that arrive during a look', () => {
  const two = () => {
    const tasks = new Tasks(2);
    return { tasks, fanIn: tasks.newFanIn() };
  };

  test('are left to the look in progress, which finds all tasks ended', async () => {
    const { tasks, fanIn } = two();
    tasks.end('task_1');
    const looking = tasks.look(fanIn, 'task_1');
    await Promise.resolve();
    tasks.end('task_2');
    expect(fanIn.join('task_2')).toBe(true);
    expect((await looking).done).toBe(true);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });

  test('are read by that look, even if the task it read is still running', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    const looking = tasks.look(fanIn);
    await Promise.resolve();
    expect(fanIn.join('task_3')).toBe(true);
    await looking;
    expect(tasks.reads).toEqual(['task_1', 'task_3']);
  });

  test('are not kept for a later look', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    expect(fanIn.join('task_3')).toBe(false);
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_1']);
  });

  test('have to look themselves once no one else does', async () => {
    const { tasks, fanIn } = two();
    expect(fanIn.join('task_1')).toBe(false);
    await tasks.look(fanIn, 'task_1');
    expect(fanIn.join('task_1')).toBe(false);
  });

  test('may name a task of another execution, for which nothing is read', async () => {
    const { tasks, fanIn } = two();
    tasks.end('task_1', 'task_2');
    const looking = tasks.look(fanIn);
    await Promise.resolve();
    expect(fanIn.join('task_of_others')).toBe(true);
    expect((await looking).done).toBe(true);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });
});
