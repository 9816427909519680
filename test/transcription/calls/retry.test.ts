import { TranscriptionError } from '../../../transcription/errors';
import { defaultRetryPolicy, retry, retryAfterMs } from '../../../transcription/calls/retry';
import { failureOf } from '../../support/failure';
import { FakeClock } from '../../support/fakeClock';

const busy = (retryAfterMs?: number) =>
  new TranscriptionError('Too much for the moment.', { code: 'rateLimited', retryable: true, retryAfterMs });

const broken = () => new TranscriptionError('It was out of order.', { code: 'serverError', retryable: true });

/** Fails with each of the errors in turn, then succeeds. */
function failingWith(...errors: Error[]) {
  return jest.fn(async () => {
    const error = errors.shift();
    if (error) throw error;
    return 'done';
  });
}

let clock: FakeClock;
beforeEach(() => (clock = new FakeClock()));

const lowest = () => 0;
const highest = () => 1 - Number.EPSILON;

describe('retry', () => {
  test('a success at the first try waits for nothing', async () => {
    const operation = failingWith();
    await expect(retry(operation, defaultRetryPolicy, { clock })).resolves.toBe('done');
    expect(operation).toHaveBeenCalledTimes(1);
    expect(clock.sleeps).toEqual([]);
  });

  test('a retryable failure is retried until it succeeds', async () => {
    const operation = failingWith(busy(), busy());
    await expect(retry(operation, defaultRetryPolicy, { clock })).resolves.toBe('done');
    expect(operation).toHaveBeenCalledTimes(3);
  });

  test('after five tries in all, the last failure is thrown unchanged', async () => {
    const last = broken();
    const operation = failingWith(broken(), broken(), broken(), broken(), last);
    await expect(retry(operation, defaultRetryPolicy, { clock })).rejects.toBe(last);
    expect(operation).toHaveBeenCalledTimes(5);
  });

  test.each([
    ['least', lowest, [750, 1_500, 3_000, 6_000]],
    ['most', highest, [1_000, 2_000, 4_000, 8_000]],
  ])(
    'the pauses double, starting at a second, with a quarter of jitter: the %s',
    async (_end, random, pauses) => {
      await failureOf(
        retry(failingWith(broken(), broken(), broken(), broken(), broken()), defaultRetryPolicy, {
          clock,
          random,
        }),
      );
      expect(clock.sleeps.map(Math.round)).toEqual(pauses);
    },
  );

  test('no pause exceeds the longest', async () => {
    const policy = { ...defaultRetryPolicy, maxMs: 3_000 };
    await failureOf(
      retry(failingWith(broken(), broken(), broken(), broken(), broken()), policy, {
        clock,
        random: highest,
      }),
    );
    expect(clock.sleeps.map(Math.round)).toEqual([1_000, 2_000, 3_000, 3_000]);
  });

  describe('a refusal for too many requests', () => {
    test('is waited out for ten minutes, however many tries that takes', async () => {
      const operation = jest.fn(async () => {
        if (clock.elapsedMs < 599_000) throw busy();
        return 'done';
      });
      await expect(retry(operation, defaultRetryPolicy, { clock, random: highest })).resolves.toBe('done');
      expect(clock.sleeps.slice(0, 6).map(Math.round)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    });

    test('is thrown when it lasts longer', async () => {
      const operation = jest.fn(() => Promise.reject(busy()));
      const error = await failureOf(retry(operation, defaultRetryPolicy, { clock }));
      expect(error.code).toBe('rateLimited');
      expect(clock.elapsedMs).toBeGreaterThanOrEqual(600_000);
      expect(clock.elapsedMs).toBeLessThan(615_000);
    });

    test('is not met with immediate retries if the provider asks for no pause', async () => {
      const operation = jest.fn(() => Promise.reject(busy(0)));
      await failureOf(retry(operation, defaultRetryPolicy, { clock }));
      expect(clock.sleeps.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
      expect(Math.min(...clock.sleeps.slice(5))).toBeGreaterThan(10_000);
      expect(operation.mock.calls.length).toBeLessThan(70);
    });

    test('does not count towards the five tries', async () => {
      const operation = failingWith(broken(), busy(), broken(), busy(), broken(), busy(), broken(), busy());
      await expect(retry(operation, defaultRetryPolicy, { clock })).resolves.toBe('done');
    });

    test('is measured from the first in a row', async () => {
      let interrupted = false;
      const operation = jest.fn(async () => {
        if (clock.elapsedMs > 1_100_000) return 'done';
        if (interrupted || clock.elapsedMs < 550_000) throw busy();
        interrupted = true;
        throw broken();
      });
      await expect(retry(operation, defaultRetryPolicy, { clock })).resolves.toBe('done');
    });
  });

  test('a pause requested by the provider is kept to the millisecond, even one of zero', async () => {
    await retry(failingWith(busy(7_000), busy(0), busy(123)), defaultRetryPolicy, { clock });
    expect(clock.sleeps).toEqual([7_000, 0, 123]);
  });

  test('a pause requested by the provider is capped at a minute', async () => {
    await retry(failingWith(busy(3_600_000)), defaultRetryPolicy, { clock });
    expect(clock.sleeps).toEqual([60_000]);
  });

  test('a failure that is not retryable is thrown at once', async () => {
    const refusal = new TranscriptionError('No.', { code: 'rejected' });
    const operation = failingWith(refusal);
    await expect(retry(operation, defaultRetryPolicy, { clock })).rejects.toBe(refusal);
    expect(operation).toHaveBeenCalledTimes(1);
    expect(clock.sleeps).toEqual([]);
  });

  test('an error from outside the domain is a bug and never retried', async () => {
    const bug = Object.assign(new TypeError('undefined is not a function'), { retryable: true });
    const operation = failingWith(bug);
    await expect(retry(operation, defaultRetryPolicy, { clock })).rejects.toBe(bug);
    expect(operation).toHaveBeenCalledTimes(1);
  });

  test('each failure that will be retried is reported, with its pause', async () => {
    const errors = [busy(10), busy(20)];
    const last = new TranscriptionError('No.', { code: 'rejected' });
    const onRetry = jest.fn();
    await failureOf(retry(failingWith(...errors, last), defaultRetryPolicy, { clock, onRetry }));
    expect(onRetry.mock.calls).toEqual([
      [errors[0], 10],
      [errors[1], 20],
    ]);
  });

  test('an abort during the pause ends it with the reason, and nothing is retried', async () => {
    const aborting = new AbortController();
    const reason = new Error('cancelled');
    const operation = failingWith(busy(10_000));
    const result = retry(operation, defaultRetryPolicy, { clock, signal: aborting.signal });
    void clock.at(4_000, () => aborting.abort(reason));
    await expect(result).rejects.toBe(reason);
    expect(operation).toHaveBeenCalledTimes(1);
    expect(clock.elapsedMs).toBe(4_000);
  });
});

describe('retryAfterMs', () => {
  const nowMs = Date.UTC(2030, 0, 1, 12, 0, 0);

  test.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['fractions of a second', { 'retry-after': '1.5' }, 1_500],
    ['no time at all', { 'retry-after': '0' }, 0],
    ['seconds with spaces around', { 'retry-after': ' 3 ' }, 3_000],
    ['an HTTP date', { 'retry-after': 'Tue, 01 Jan 2030 12:00:30 GMT' }, 30_000],
    ['an HTTP date that has passed', { 'retry-after': 'Tue, 01 Jan 2030 11:59:00 GMT' }, undefined],
    ['milliseconds', { 'retry-after-ms': '1500' }, 1_500],
    ['both: the finer one counts', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    ['milliseconds that are none', { 'retry-after-ms': 'soon', 'retry-after': '2' }, 2_000],
    ['milliseconds below zero', { 'retry-after-ms': '-5', 'retry-after': '2' }, 2_000],
    ['an empty value in milliseconds', { 'retry-after-ms': '', 'retry-after': '2' }, 2_000],
  ])('%s', (_what, headers, expected) => {
    expect(retryAfterMs(headers, nowMs)).toBe(expected);
  });

  test.each([
    ['neither header', {}],
    ['an empty one', { 'retry-after': '' }],
    ['a word', { 'retry-after': 'soon' }],
    ['seconds below zero', { 'retry-after': '-1' }],
    ['more than a number can hold', { 'retry-after': '1e999' }],
  ])('nothing usable: %s', (_what, headers) => {
    expect(retryAfterMs(headers, nowMs)).toBeUndefined();
  });
});

describe('a provider that goes on refusing', () => {
  const policy = { ...defaultRetryPolicy, attempts: 2, limitedForMs: 3_000 };

  test('is asked no more when the time is up to the millisecond', async () => {
    const operation = jest.fn(() => Promise.reject(busy(1_000)));
    await failureOf(retry(operation, { ...policy, attempts: 5 }, { clock }));
    expect(clock.sleeps).toEqual([1_000, 1_000, 1_000]);
  });

  test('is left alone for as long as it asks, where that is longer than our own pause', async () => {
    const operation = jest.fn(() => Promise.reject(busy(30_000)));
    await failureOf(retry(operation, { ...policy, limitedForMs: 180_000 }, { clock }));
    expect(clock.sleeps).toEqual([30_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
  });

  test('is left alone for our own pause where it asks for none', async () => {
    const operation = failingWith(busy(), busy(), busy(), busy());
    await retry(operation, { ...policy, limitedForMs: 60_000 }, { clock, random: highest });
    expect(clock.sleeps.map(Math.round)).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});

describe('a time to wait', () => {
  const nowMs = Date.UTC(2030, 0, 1, 12, 0, 0);

  test.each([
    ['no milliseconds at all', { 'retry-after-ms': '0', 'retry-after': '2' }, 0],
    ['milliseconds without end', { 'retry-after-ms': 'Infinity', 'retry-after': '2' }, 2_000],
    ['blanks', { 'retry-after': '  ' }, undefined],
    ['an HTTP date that is now', { 'retry-after': 'Tue, 01 Jan 2030 12:00:00 GMT' }, undefined],
    ['what Date.parse takes for a date, and is none', { 'retry-after': '1 2 2031' }, undefined],
  ])('%s', (_what, headers, expected) => {
    expect(retryAfterMs(headers, nowMs)).toBe(expected);
  });
});
