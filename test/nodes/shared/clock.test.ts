import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { detachedClock, systemClock } from '../../../nodes/shared/clock';

describe('the system clock: a sleep', () => {
  test('of an hour that is aborted does not hold the process', async () => {
    const script = `
      const { systemClock } = require('./nodes/shared/clock.ts');
      const stop = new AbortController();
      systemClock.sleep(3_600_000, stop.signal).catch((error) => console.log(error.message));
      stop.abort(new Error('enough'));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: path.resolve(__dirname, '../../..'),
      timeout: 50_000,
    });
    expect(stdout.trim()).toBe('enough');
  }, 60_000);

  test('that nobody aborts lasts its time, and no less', async () => {
    const started = systemClock.now();
    await systemClock.sleep(30, new AbortController().signal);
    expect(systemClock.now() - started).toBeGreaterThanOrEqual(29);
  });

  test('is not begun when it is aborted already', async () => {
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
      'enough',
    );
  });

  test.each([0, -5, Number.NEGATIVE_INFINITY, Number.NaN])('of %d ms is over at once', async (ms) => {
    await systemClock.sleep(ms);
    await systemClock.sleep(ms, new AbortController().signal);
  });

  test('that is longer than a timer can run is not over at once, with and without a signal', async () => {
    const script = `
      const { systemClock } = require('./nodes/shared/clock.ts');
      const awake = () => console.log('awake');
      for (const ms of [2 ** 31, 2 ** 33, Infinity]) {
        systemClock.sleep(ms).then(awake);
        systemClock.sleep(ms, new AbortController().signal).then(awake);
      }
      setTimeout(() => { console.log('asleep'); process.exit(); }, 100);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: path.resolve(__dirname, '../../..'),
      timeout: 50_000,
    });
    expect(stdout.trim()).toBe('asleep');
  }, 60_000);
});

describe('the detached clock', () => {
  /** Runs a script that has `clock` to its end; one that does not end is ended, and fails. */
  async function outputOf(script: string, ...flags: string[]): Promise<string> {
    const code = `const { detachedClock: clock } = require('./nodes/shared/clock.ts'); ${script}`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...flags, '--import', 'tsx', '-e', code],
      {
        cwd: path.resolve(__dirname, '../../..'),
        timeout: 15_000,
      },
    );
    return stdout.trim();
  }

  describe('a process of its own', () => {
    test('ends by itself while a sleep of an hour is pending', async () => {
      await expect(
        outputOf("void clock.sleep(3_600_000).then(() => console.log('awake')); console.log('asleep');"),
      ).resolves.toBe('asleep');
    }, 20_000);

    test('that goes on for another reason sees the sleep end, although nobody else holds on to it', async () => {
      const script = `
        const other = setInterval(() => global.gc(), 1);
        void clock.sleep(50).then(() => { clearInterval(other); console.log('awake'); });`;
      await expect(outputOf(script, '--expose-gc')).resolves.toBe('awake');
    }, 20_000);
  });

  describe('an abort', () => {
    const anHourMs = 3_600_000;
    const reason = new Error('enough');

    /** What became of a sleep once all is done that can be done without waiting. */
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

    test('that came before the sleep lets none begin', async () => {
      expect(await outcomeOf(detachedClock.sleep(anHourMs, AbortSignal.abort(reason)))).toBe(reason);
    });

    test.each([2 ** 31, 2 ** 32, 1e300, Number.POSITIVE_INFINITY])(
      'is what ends a sleep of %d ms, longer than a timer can run',
      async (ms) => {
        const aborting = new AbortController();
        const sleeping = detachedClock.sleep(ms, aborting.signal);
        expect(await outcomeOf(sleeping)).toBe('still asleep');
        aborting.abort(reason);
        await expect(sleeping).rejects.toBe(reason);
      },
    );

    test('that does not come changes nothing', async () => {
      expect(await outcomeOf(detachedClock.sleep(anHourMs, new AbortController().signal))).toBe(
        'still asleep',
      );
      await expect(detachedClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
    });
  });

  test.each([0, -5, Number.NEGATIVE_INFINITY, Number.NaN])('a sleep of %d ms is over at once', async (ms) => {
    await detachedClock.sleep(ms);
  });

  test.each([1.5, 0.2])('a sleep may be of %d ms, and lasts no less', async (ms) => {
    const started = Date.now();
    await detachedClock.sleep(ms);
    expect(Date.now() - started).toBeGreaterThanOrEqual(Math.floor(ms));
  });

  test('the time is the time of the day', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_893_456_000_000);
    expect(detachedClock.now()).toBe(1_893_456_000_000);
    now.mockRestore();
  });
});
