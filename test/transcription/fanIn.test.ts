import { TranscriptionError } from '../../transcription/errors';
import { FanIn } from '../../transcription/fanIn';
import type { Job } from '../../transcription/job';
import type { Transcript } from '../../transcription/transcript';
import { failureOf } from '../support/failure';

const submittedAtMs = Date.UTC(2030, 0, 1);
const graceMs = 90_000;

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `task_${index + 1}`);

const completed = (taskId: string): Job => {
  const transcript: Transcript = { provider: 'any', model: 'any', status: 'completed', text: taskId };
  return { state: 'completed', transcript };
};
const failed: Job = {
  state: 'failed',
  error: new TranscriptionError('It could not be heard.', { code: 'taskFailed' }),
};
const unreachable = new TranscriptionError('No route.', { code: 'network', retryable: true });

/** Mulberry32: chance that is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Tasks at a provider that is asked about them; all of them run until they are told otherwise. */
class Tasks {
  readonly ids: string[];
  /** Which tasks were asked for, in turn. */
  readonly reads: string[] = [];
  nowMs = submittedAtMs;
  /** Which of the open tasks is looked at; the first when nothing else is said. */
  random = () => 0;
  private readonly answers = new Map<string, Job | Error>();

  constructor(count: number) {
    this.ids = idsOf(count);
  }

  set(taskId: string, answer: Job | Error): void {
    this.answers.set(taskId, answer);
  }

  end(...taskIds: string[]): void {
    for (const taskId of taskIds) this.set(taskId, completed(taskId));
  }

  newFanIn(): FanIn {
    return new FanIn(this.ids.map((taskId) => ({ taskId, submittedAtMs })));
  }

  look(fanIn: FanIn, named?: string) {
    return fanIn.look(named, {
      read: async (taskId) => {
        this.reads.push(taskId);
        await new Promise((resolve) => setImmediate(resolve));
        const answer = this.answers.get(taskId) ?? { state: 'running' };
        if (answer instanceof Error) throw answer;
        return answer;
      },
      nowMs: () => this.nowMs,
      random: this.random,
    });
  }
}

/** What became of each task; an error when not all are over. */
async function endedIn(looking: ReturnType<FanIn['look']>) {
  const found = await looking;
  if (!found.done) throw new Error('One of the tasks was taken for running');
  return found.ended;
}

describe('the end', () => {
  test('is not reported while one task of any place in the list still runs', async () => {
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

  test('comes with what became of each task', async () => {
    const tasks = new Tasks(3);
    tasks.end('task_1', 'task_3');
    tasks.set('task_2', failed);
    const ended = await endedIn(tasks.look(tasks.newFanIn(), 'task_1'));
    expect([...ended.keys()].sort()).toEqual(tasks.ids);
    expect(ended.get('task_1')).toEqual(completed('task_1'));
    expect(ended.get('task_2')).toEqual(failed);
  });

  test('is there for tasks that all failed', async () => {
    const tasks = new Tasks(3);
    for (const taskId of tasks.ids) tasks.set(taskId, failed);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(3);
  });

  test('is there at once where there are no tasks', async () => {
    const tasks = new Tasks(0);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(0);
    expect(tasks.reads).toEqual([]);
  });

  test('is told again to whoever looks later, without another question', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    tasks.end(...tasks.ids);
    await tasks.look(fanIn, 'task_2');
    for (const named of ['task_2', undefined]) {
      expect((await endedIn(tasks.look(fanIn, named))).size).toBe(3);
    }
    expect(tasks.reads).toHaveLength(3);
  });

  test('stands, whatever the provider says of a task afterwards', async () => {
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
  test('are none but the named one while another is known to run', async () => {
    const tasks = new Tasks(5);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_1']);
    tasks.end('task_4', 'task_5');
    await tasks.look(fanIn, 'task_4');
    await tasks.look(fanIn, 'task_5');
    expect(tasks.reads).toEqual(['task_1', 'task_4', 'task_5']);
  });

  test('are none but the named one when it turns out to run after all', async () => {
    const tasks = new Tasks(5);
    expect(await tasks.look(tasks.newFanIn(), 'task_4')).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_4']);
  });

  test('include the one that was known to run, where nothing gave rise to the look', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    await tasks.look(fanIn, 'task_2');
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_2']);
    tasks.end('task_2');
    await tasks.look(fanIn);
    expect(tasks.reads).toEqual(['task_2', 'task_2', 'task_2', 'task_1']);
  });

  test('are left to chance: each of the open ones may be the next', async () => {
    const firsts = new Set<string | undefined>();
    for (const chance of [0, 0.25, 0.5, 0.75, 1 - Number.EPSILON]) {
      const tasks = new Tasks(4);
      tasks.random = () => chance;
      await tasks.look(tasks.newFanIn());
      firsts.add(tasks.reads[0]);
    }
    expect([...firsts]).toEqual(idsOf(4));
  });

  test('need no chance to be given', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    tasks.end(...tasks.ids);
    const read = async (taskId: string) => completed(taskId);
    expect(await fanIn.look(undefined, { read, nowMs: () => submittedAtMs })).toMatchObject({ done: true });
  });

  test.each(['task_99', '', '__proto__', 'constructor'])(
    'are never ones of another execution, such as %j',
    async (stranger) => {
      const tasks = new Tasks(2);
      const fanIn = tasks.newFanIn();
      tasks.end(stranger);
      expect(await tasks.look(fanIn, stranger)).toEqual({ done: false });
      tasks.end(...tasks.ids);
      const ended = await endedIn(tasks.look(fanIn));
      expect([...ended.keys()].sort()).toEqual(tasks.ids);
      expect(tasks.reads).not.toContain(stranger);
    },
  );
});

describe('looks at the same instant', () => {
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
    const failing = failureOf(tasks.look(fanIn, 'task_1'));
    const next = tasks.look(fanIn, 'task_2').catch(() => 'failed, too');
    await expect(failing).resolves.toBe(unreachable);
    await next;
    expect(tasks.reads.slice(0, 2)).toEqual(['task_1', 'task_2']);
  });
});

describe('a read that throws', () => {
  test('fails the look, and keeps what was learnt', async () => {
    const tasks = new Tasks(3);
    const fanIn = tasks.newFanIn();
    tasks.end('task_1', 'task_3');
    tasks.set('task_2', unreachable);
    await expect(failureOf(tasks.look(fanIn, 'task_1'))).resolves.toBe(unreachable);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
    tasks.end('task_2');
    expect((await endedIn(tasks.look(fanIn))).size).toBe(3);
    expect(tasks.reads).toEqual(['task_1', 'task_2', 'task_2', 'task_3']);
  });

  test('does not count as the end of the task', async () => {
    const tasks = new Tasks(1);
    const fanIn = tasks.newFanIn();
    tasks.set('task_1', unreachable);
    await failureOf(tasks.look(fanIn, 'task_1'));
    tasks.set('task_1', { state: 'running' });
    expect(await tasks.look(fanIn, 'task_1')).toEqual({ done: false });
  });
});

describe('a task that the provider does not know', () => {
  test('counts as running for 90 s', async () => {
    const tasks = new Tasks(2);
    const fanIn = tasks.newFanIn();
    tasks.set('task_1', { state: 'notFound' });
    tasks.end('task_2');
    tasks.nowMs = submittedAtMs + graceMs;
    expect(await tasks.look(fanIn, 'task_2')).toEqual({ done: false });
    expect(await tasks.look(fanIn, 'task_2')).toEqual({ done: false });
    expect(tasks.reads).toEqual(['task_2', 'task_1']);
  });

  test('has failed afterwards', async () => {
    const tasks = new Tasks(2);
    tasks.set('task_1', { state: 'notFound' });
    tasks.end('task_2');
    tasks.nowMs = submittedAtMs + graceMs + 1;
    const ended = await endedIn(tasks.look(tasks.newFanIn(), 'task_2'));
    expect(ended.get('task_1')).toMatchObject({
      state: 'failed',
      error: { code: 'taskNotFound', taskId: 'task_1' },
    });
  });

  test('may turn up within the 90 s', async () => {
    const tasks = new Tasks(1);
    const fanIn = tasks.newFanIn();
    tasks.set('task_1', { state: 'notFound' });
    await tasks.look(fanIn);
    tasks.end('task_1');
    tasks.nowMs = submittedAtMs + graceMs + 1;
    expect((await endedIn(tasks.look(fanIn))).get('task_1')).toEqual(completed('task_1'));
  });
});

describe('the number of questions for 50 tasks, of which each calls back', () => {
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

  test('is one each when the callbacks come after the last task has ended, in any order', async () => {
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

describe('after a restart, which forgets all that was learnt', () => {
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

  test('a look is enough that nothing gave rise to', async () => {
    const tasks = new Tasks(50);
    tasks.end(...tasks.ids);
    expect((await endedIn(tasks.look(tasks.newFanIn()))).size).toBe(50);
  });
});

test('a task that can never be read comes out as failed after five looks, and does not keep the others back', async () => {
  const unreadable = new TranscriptionError('The result could not be read.', {
    code: 'badAnswer',
    retryable: true,
  });
  const fan = new FanIn([
    { taskId: 'bad', submittedAtMs: 0 },
    { taskId: 'good', submittedAtMs: 0 },
  ]);
  const transcript = { provider: 'apikley', model: 'm', status: 'completed' as const, text: 'Hello.' };
  const context = {
    nowMs: () => 0,
    read: (taskId: string) =>
      taskId === 'bad'
        ? Promise.reject(unreadable)
        : Promise.resolve({ state: 'completed' as const, transcript }),
  };
  for (let looks = 0; looks < 4; looks++) await expect(fan.look('bad', context)).rejects.toBe(unreadable);
  const found = await fan.look('bad', context);
  expect(found.done && found.ended.get('good')?.state).toBe('completed');
  expect(found.done && found.ended.get('bad')).toMatchObject({ state: 'failed', error: { taskId: 'bad' } });
});

describe('callbacks that come while somebody looks', () => {
  const two = () => {
    const tasks = new Tasks(2);
    return { tasks, fanIn: tasks.newFanIn() };
  };

  test('are left to the look that is under way, which finds all tasks ended', async () => {
    const { tasks, fanIn } = two();
    tasks.end('task_1');
    const looking = tasks.look(fanIn, 'task_1');
    await Promise.resolve();
    tasks.end('task_2');
    expect(fanIn.join('task_2')).toBe(true);
    expect((await looking).done).toBe(true);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });

  test('have to look themselves when nobody does any more', async () => {
    const { tasks, fanIn } = two();
    expect(fanIn.join('task_1')).toBe(false);
    await tasks.look(fanIn, 'task_1');
    expect(fanIn.join('task_1')).toBe(false);
  });

  test('may name what is no task of the execution, and nothing is read for it', async () => {
    const { tasks, fanIn } = two();
    tasks.end('task_1', 'task_2');
    const looking = tasks.look(fanIn);
    await Promise.resolve();
    expect(fanIn.join('task_of_others')).toBe(true);
    expect((await looking).done).toBe(true);
    expect(tasks.reads).toEqual(['task_1', 'task_2']);
  });
});
