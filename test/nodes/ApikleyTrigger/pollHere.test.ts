import './useSmallN8n';
import { pollHere } from '../../../nodes/ApikleyTrigger/pollHere';
import { takeTurn, type TurnOwner } from '../../../nodes/shared/webhooks/slots';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { failureOf } from '../../support/failure';
import { eachTest } from './eachTest';
import { clock, pass } from './smallN8n';
import { asked, completed, reader, tasks, unavailable } from './tasks';

const hourMs = 3_600_000;

eachTest();

const ownerOf = (workflowId: string): TurnOwner => ({ kind: 'trigger', workflowId });
const poll = async (taskId: string, owner = ownerOf('workflow')) =>
  await pollHere(taskId, await reader(), owner);

/** A task that runs until it is ended, and when it was read, in seconds from now. */
function running(taskId: string) {
  let status: TaskStatus = { state: 'running' };
  const fromMs = clock.elapsedMs;
  const readAt: number[] = [];
  tasks.set(taskId, () => {
    readAt.push((clock.elapsedMs - fromMs) / 1_000);
    return status;
  });
  return { readAt, end: () => void (status = completed(taskId)) };
}

test('a task is polled like any other while it is new, and later every five minutes', async () => {
  const { readAt, end } = running('task');
  const polled = poll('task');
  await pass(hourMs);
  end();
  expect(await polled).toMatchObject({ state: 'completed', transcript: { text: 'task' } });
  expect(readAt.slice(0, 3)).toEqual([2.5, 5, 7.5]);
  const between = readAt.map((at, index) => at - (readAt[index - 1] ?? 0));
  expect(between.filter((_, index) => Number(readAt[index]) <= 30)).toEqual(Array(12).fill(2.5));
  expect(new Set(between.slice(12))).toEqual(new Set([20, 300]));
  expect(readAt.filter((at) => at <= 300).length).toBeLessThan(12 + 15);
});

test('a wait ends after a day, with the task ID', async () => {
  const { readAt } = running('endless');
  await expect(poll('endless')).rejects.toMatchObject({ code: 'timeout', taskId: 'endless' });
  expect(readAt.at(-1)).toBe(86_400);
});

test('eight wait at a time, four of a workflow; whatever ends a wait makes room', async () => {
  const waits = ['a', 'b', 'c', 'd'].map((id) => ({ ...running(id), polled: poll(id) }));
  expect(await poll('more')).toBeUndefined();
  const others = ['e', 'f', 'g', 'h'].map((id) => ({ ...running(id), polled: poll(id, ownerOf('other')) }));
  expect(await poll('more', ownerOf('third'))).toBeUndefined();
  expect(asked).not.toContain('more');
  waits[0]?.end();
  await waits[0]?.polled;
  expect(await poll('more', ownerOf('other'))).toBeUndefined();
  running('of the third').end();
  expect(await poll('of the third', ownerOf('third'))).toBeDefined();
  running('of the first').end();
  expect(await poll('of the first')).toBeDefined();
  for (const { end } of [...waits, ...others]) end();
  await Promise.all([...waits, ...others].map(({ polled }) => polled));
});

test('a wait that failed makes room', async () => {
  for (const id of ['b', 'c', 'd']) running(id);
  const polled = Promise.all(['a', 'b', 'c', 'd'].map((id) => poll(id)));
  tasks.set('a', () => {
    throw new TypeError('a bug');
  });
  await expect(polled).rejects.toThrow('a bug');
  running('next').end();
  expect(await poll('next')).toBeDefined();
});

describe('a turn', () => {
  const owner = ownerOf('taken');
  const takeAll = () => Array.from({ length: 4 }, () => takeTurn(owner));

  const count = (turns: ReturnType<typeof takeAll>): number => {
    for (const giveBack of turns) giveBack?.();
    return turns.filter(Boolean).length;
  };

  test('is taken for each read only', async () => {
    let left: number | undefined;
    tasks.set('task', () => {
      left = count(takeAll());
      return unavailable();
    });
    const polled = poll('task', owner);
    await pass(2_600);
    expect(left).toBe(3);
    expect(count(takeAll())).toBe(4);
    running('task').end();
    await polled;
  });

  test('that is not free means that the task is read later', async () => {
    running('task').end();
    const taken = takeAll();
    const polled = poll('task', owner);
    await pass(60_000);
    expect(asked).toEqual([]);
    for (const giveBack of taken) giveBack?.();
    expect(await polled).toMatchObject({ state: 'completed' });
    expect(asked).toEqual(['task']);
  });

  test('that is not free for a day is why the wait ended', async () => {
    const taken = takeAll();
    const error = await failureOf(poll('task', owner));
    expect(error.code).toBe('timeout');
    expect(error.description).toContain('This n8n had too many callbacks to handle at once.');
    for (const giveBack of taken) giveBack?.();
  });
});
