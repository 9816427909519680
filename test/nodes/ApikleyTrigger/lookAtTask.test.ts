import './useSmallN8n';
import { type Look, lookAtTask } from '../../../nodes/ApikleyTrigger/lookAtTask';
import { TranscriptionError } from '../../../transcription/errors';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { clock, pass } from './smallN8n';
import { asked, askedAtMs, completed, current, newAccount, reader, tasks, unavailable } from './tasks';

beforeEach(() => {
  tasks.clear();
  asked.length = 0;
  current.account = newAccount();
});

let keys = 0;
const newKey = () => `key ${++keys}`;
const look = async (key = newKey(), taskId = 'task'): Promise<Look> =>
  await lookAtTask(key, taskId, await reader());

const empty: TaskStatus = {
  state: 'empty',
  transcript: { provider: 'apikley', model: 'm', status: 'completed', text: '' },
};
const unreadable: TaskStatus = { state: 'unreadable', error: unavailable('The file is gone.') };

describe('a task that has not ended', () => {
  test.each<[string, TaskStatus | TranscriptionError, object]>([
    ['while it runs', { state: 'running' }, { state: 'running' }],
    ['in a state that nobody knows', { state: 'running', unknownState: 'Warm' }, { state: 'running' }],
    ['while its result is empty', empty, { state: 'running' }],
    ['while its result can not be read', unreadable, { state: 'running' }],
    ['while the account does not know it', { state: 'notFound' }, { state: 'unknown' }],
    [
      'while Apikley can not be asked',
      unavailable('Under maintenance.'),
      { state: 'unread', notes: { problem: { message: 'Under maintenance.' } } },
    ],
  ])('%s', async (_when, status, expected) => {
    tasks.set('task', () => status);
    expect(await look()).toMatchObject(expected);
    expect(asked).toEqual(['task']);
  });
});

describe('a doubtful task', () => {
  test('is judged by all readings under its key, and by no others', async () => {
    tasks.set('task', () => empty);
    const [key, other] = [newKey(), newKey()];
    await look(key);
    await look(key);
    await pass(10_001);
    expect(await look(other)).toMatchObject({ state: 'running' });
    expect(await look(key)).toEqual({
      state: 'ended',
      ended: { state: 'completed', transcript: empty.transcript },
    });
  });

  test('is doubted from the beginning once it has ended', async () => {
    tasks.set('task', () => ({ state: 'notFound' }));
    const key = newKey();
    await look(key);
    await pass(90_001);
    expect(await look(key)).toMatchObject({ state: 'ended', ended: { error: { code: 'taskNotFound' } } });
    expect(await look(key)).toMatchObject({ state: 'unknown' });
  });

  test('is remembered among 2,000, and the one that was read longest ago is forgotten', async () => {
    tasks.set('task', () => ({ state: 'notFound' }));
    const [first, quiet, busy] = [newKey(), newKey(), newKey()];
    for (const key of [first, quiet, busy]) await look(key);
    await pass(90_001);
    for (let index = 0; index < 1_997; index++) {
      current.account = newAccount();
      await look();
    }
    expect(await look(first)).toMatchObject({ state: 'ended' });
    await look();
    tasks.set('task', () => unavailable());
    await look(busy);
    await look();
    tasks.set('task', () => ({ state: 'notFound' }));
    expect(await look(busy)).toMatchObject({ state: 'ended' });
    expect(await look(quiet)).toMatchObject({ state: 'unknown' });
  });
});

describe('an account', () => {
  const limited = (retryAfterMs?: number) =>
    new TranscriptionError('Too many requests.', { code: 'rateLimited', retryable: true, retryAfterMs });

  test.each([
    ['pauses as long as Apikley asks', limited(30_000), 30_000],
    ['pauses for a minute at most', limited(3_600_000), 60_000],
    ['does not pause if Apikley does not ask', limited(), 0],
    ['does not pause for anything else', undefined, 0],
  ])('%s', async (_what, problem, pauseMs) => {
    tasks.set('task', () => problem ?? { state: 'running' });
    tasks.set('next', () => completed());
    await look();
    const fromMs = clock.elapsedMs;
    await look(newKey(), 'next');
    expect((askedAtMs.get('next') ?? 0) - fromMs).toBeGreaterThanOrEqual(pauseMs);
    expect((askedAtMs.get('next') ?? 0) - fromMs).toBeLessThanOrEqual(pauseMs + 1_000);
  });
});
