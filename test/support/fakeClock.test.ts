import { FakeClock } from './fakeClock';

test('sleepers wake in the order in which they are due, at their time', async () => {
  const clock = new FakeClock();
  const woken: Array<[string, number]> = [];
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push([name, clock.elapsedMs]);
  };
  await Promise.all([sleep('last', 86_400_000), sleep('first', 5), sleep('second', 1_000)]);
  expect(woken).toEqual([
    ['first', 5],
    ['second', 1_000],
    ['last', 86_400_000],
  ]);
});

test('time stands still between two sleepers due at the same moment', async () => {
  const clock = new FakeClock();
  const seen: number[] = [];
  const sleepTwice = async () => {
    await clock.sleep(10);
    seen.push(clock.elapsedMs);
    await clock.sleep(1);
  };
  await Promise.all([sleepTwice(), sleepTwice()]);
  expect(seen).toEqual([10, 10]);
  expect(clock.elapsedMs).toBe(11);
});

test('an abort ends a sleep at once, with its reason', async () => {
  const clock = new FakeClock();
  const aborting = new AbortController();
  const reason = new Error('enough');
  const sleeping = clock.sleep(1_000, aborting.signal);
  void clock.at(300, () => aborting.abort(reason));
  await expect(sleeping).rejects.toBe(reason);
  expect(clock.elapsedMs).toBe(300);
  await expect(clock.sleep(1, aborting.signal)).rejects.toBe(reason);
});
