import './useSmallN8n';
import { begin, joinIn } from '../../../nodes/ApikleyTrigger/oneAtATime';
import type { Result } from '../../../nodes/ApikleyTrigger/answer';
import { clock } from './smallN8n';

/** Work that ends when it is told to. */
function working(key: string) {
  let end: (result: Result) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const work = begin(key, () => new Promise<Result>((resolve, reject) => ([end, fail] = [resolve, reject])));
  return { work, end: (result: Result) => end(result), fail: (error: Error) => fail(error) };
}

test('the result of work is for all who ask for the same meanwhile, and its items for the first only', async () => {
  const { work, end } = working('same');
  const joining = joinIn('same');
  expect(joinIn('other')).toBeUndefined();
  end({ status: 'received', items: [{ json: {} }] });
  expect(await work).toEqual({ status: 'received', items: [{ json: {} }] });
  expect(await joining).toBe('received');
});

test('work that has ended is nothing to join', async () => {
  const { work, end } = working('ended');
  end({ status: 'received' });
  await work;
  expect(joinIn('ended')).toBeUndefined();
});

test('those who joined work that fails are asked to come again', async () => {
  const { work, fail } = working('failing');
  const joining = joinIn('failing');
  fail(new Error('no'));
  await expect(work).rejects.toThrow('no');
  expect(await joining).toBe('unavailable');
  expect(joinIn('failing')).toBeUndefined();
});

test('those who joined are not kept waiting longer than 8 s', async () => {
  const { work, end } = working('slow');
  const fromMs = clock.elapsedMs;
  expect(await joinIn('slow')).toBe('unavailable');
  expect(clock.elapsedMs - fromMs).toBe(8_000);
  end({ status: 'received' });
  await work;
});

test('eight may wait at a time, whatever for; the next is told at once to come again', async () => {
  const [a, b] = [working('a'), working('b')];
  const join = async (key: string) => await joinIn(key);
  const ofA = Array.from({ length: 4 }, () => join('a'));
  const ofB = Array.from({ length: 4 }, () => join('b'));
  const fromMs = clock.elapsedMs;
  expect(await join('a')).toBe('busy');
  expect(clock.elapsedMs).toBe(fromMs);
  a.end({ status: 'waiting' });
  expect(await Promise.all(ofA)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  const next = Array.from({ length: 5 }, () => join('b'));
  b.end({ status: 'received' });
  expect((await Promise.all([...ofB, ...next])).filter((status) => status === 'received')).toHaveLength(8);
  expect(await next[4]).toBe('busy');
});
