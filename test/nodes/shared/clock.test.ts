import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../../nodes/shared/clock';

describe('a sleep', () => {
  test('of an hour does not keep the process alive once aborted', async () => {
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

  test('that nobody aborts lasts its full time', async () => {
    const started = systemClock.now();
    await systemClock.sleep(30, new AbortController().signal);
    expect(systemClock.now() - started).toBeGreaterThanOrEqual(29);
  });

  test('does not begin if it is already aborted', async () => {
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
      'enough',
    );
  });

  test.each([0, -5, Number.NEGATIVE_INFINITY, Number.NaN])('of %d ms is over at once', async (ms) => {
    await systemClock.sleep(ms);
    await systemClock.sleep(ms, new AbortController().signal);
  });

  test('longer than a timer can run is not over at once, with and without a signal', async () => {
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
