import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { detachedClock } from '../../../nodes/shared/detachedClock';

/** Runs a script with `clock` in scope to its end; one that does not end is killed and fails. */
async function outputOf(script: string, ...flags: string[]): Promise<string> {
  const code = `const { detachedClock: clock } = require('./nodes/shared/detachedClock.ts'); ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--import', 'tsx', '-e', code], {
    cwd: path.resolve(__dirname, '../../..'),
    timeout: 15_000,
  });
  return stdout.trim();
}

describe('a process', () => {
  test('can exit while a sleep of an hour is pending', async () => {
    await expect(
      outputOf("void clock.sleep(3_600_000).then(() => console.log('awake')); console.log('asleep');"),
    ).resolves.toBe('asleep');
  }, 20_000);

  test('that keeps running for another reason sees the sleep end, although nothing else references it', async () => {
    const script = `
      const other = setInterval(() => global.gc(), 1);
      void clock.sleep(50).then(() => { clearInterval(other); console.log('awake'); });`;
    await expect(outputOf(script, '--expose-gc')).resolves.toBe('awake');
  }, 20_000);
});

describe('an abort', () => {
  const anHourMs = 3_600_000;
  const reason = new Error('enough');

  /** The state of a sleep once everything that needs no waiting is done. */
  async function outcomeOf(sleeping: Promise<void>): Promise<unknown> {
    const later = new Promise((resolve) => setImmediate(() => resolve('still asleep')));
    return await Promise.race([
      sleeping.then(
        () => 'awake',
        (error: unknown) => error,
      ),
      later,
    ]);
  }

  test('ends a sleep at once, with its reason', async () => {
    const aborting = new AbortController();
    const sleeping = outcomeOf(detachedClock.sleep(anHourMs, aborting.signal));
    aborting.abort(reason);
    expect(await sleeping).toBe(reason);
  });

  test('before the sleep keeps it from beginning', async () => {
    expect(await outcomeOf(detachedClock.sleep(anHourMs, AbortSignal.abort(reason)))).toBe(reason);
  });

  test.each([2 ** 31, 2 ** 32, 1e300, Number.POSITIVE_INFINITY])(
    'is the only thing that ends a sleep of %d ms, longer than a timer can run',
    async (ms) => {
      const aborting = new AbortController();
      const sleeping = detachedClock.sleep(ms, aborting.signal);
      expect(await outcomeOf(sleeping)).toBe('still asleep');
      aborting.abort(reason);
      await expect(sleeping).rejects.toBe(reason);
    },
  );

  test('that never comes changes nothing', async () => {
    expect(await outcomeOf(detachedClock.sleep(anHourMs, new AbortController().signal))).toBe('still asleep');
    await expect(detachedClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});

test.each([0, -5, Number.NEGATIVE_INFINITY, Number.NaN])('a sleep of %d ms is over at once', async (ms) => {
  await detachedClock.sleep(ms);
});

test.each([1.5, 0.2])('a sleep may be of %d ms, and does not end early', async (ms) => {
  const started = Date.now();
  await detachedClock.sleep(ms);
  expect(Date.now() - started).toBeGreaterThanOrEqual(Math.floor(ms));
});

test('the time is the system time', () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(1_893_456_000_000);
  expect(detachedClock.now()).toBe(1_893_456_000_000);
  now.mockRestore();
});
