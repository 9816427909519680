import { createLimiter } from '../../../transcription/calls/limit';

/** Calls that end on request. */
function calls(count: number) {
  const started: number[] = [];
  const ends: Array<() => void> = [];
  const make = (index: number) => () =>
    new Promise<number>((resolve) => {
      started.push(index);
      ends[index] = () => resolve(index);
    });
  return {
    started,
    end: (index: number) => ends[index]?.(),
    all: Array.from({ length: count }, (_, i) => make(i)),
  };
}

test('no more calls run at once than allowed, and the next starts when one has ended', async () => {
  const limit = createLimiter(2);
  const { started, end, all } = calls(4);
  const running = all.map((call) => limit(call));
  expect(started).toEqual([0, 1]);
  end(1);
  await running[1];
  expect(started).toEqual([0, 1, 2]);
  end(0);
  await running[0];
  expect(started).toEqual([0, 1, 2, 3]);
  end(2);
  end(3);
  expect(await Promise.all(running)).toEqual([0, 1, 2, 3]);
});

test('a call that fails makes way for the next', async () => {
  const limit = createLimiter(1);
  const failing = limit(() => Promise.reject(new Error('no')));
  const next = limit(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
