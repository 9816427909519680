import { seeded } from '../../../emulator/audio/seeded';
import { RateLimit } from '../../../emulator/rateLimit';
import type { PacePolicy, Pacer } from '../../../transcription/calls/pace';
import { createSharedPacer } from '../../../transcription/calls/sharedPace';
import { TranscriptionError } from '../../../transcription/errors';
import { FakeClock } from '../../support/fakeClock';

const policy: PacePolicy = { starts: 10, perMs: 1_000 };

let clock: FakeClock;
beforeEach(() => (clock = new FakeClock()));

const refusal = (retryAfterMs?: number) =>
  new TranscriptionError('too many', {
    code: 'rateLimited',
    retryable: true,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** Makes `count` callers arrive at once, and returns when each of them started. */
async function startsOf(pacer: Pacer, count: number): Promise<number[]> {
  const starts: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () =>
      pacer.run(() => {
        starts.push(clock.elapsedMs);
        return Promise.resolve();
      }),
    ),
  );
  return starts;
}

const refuse = (pacer: Pacer, error = refusal()) =>
  expect(pacer.run(() => Promise.reject(error))).rejects.toBe(error);

/** Callers that never stop, at an account with a limit, and what the account made of them. */
async function flood(pacers: Pacer[], forMs: number): Promise<{ accepted: number; refused: number }> {
  const limit = new RateLimit({ count: policy.starts, perMs: policy.perMs });
  const seen = { accepted: 0, refused: 0 };
  const random = seeded(1);
  await Promise.all(
    pacers.flatMap((pacer) =>
      Array.from({ length: 20 }, async () => {
        while (clock.elapsedMs < forMs) {
          await pacer
            .run(async () => {
              // As over the internet, requests don't arrive in step.
              await clock.sleep(30 + random() * 70);
              const isAdmitted = limit.admit(clock.now());
              seen[isAdmitted ? 'accepted' : 'refused'] += 1;
              if (!isAdmitted) throw refusal();
            })
            .catch(() => undefined);
        }
      }),
    ),
  );
  return seen;
}

test('alone, all of the limit is used', async () => {
  expect(await startsOf(createSharedPacer(policy, clock), 20)).toEqual([
    ...Array<number>(10).fill(0),
    ...Array<number>(10).fill(1_000),
  ]);
});

test.each([2, 3, 5])('%i processes learn their shares of the limit, and use most of it', async (count) => {
  const { accepted, refused } = await flood(
    Array.from({ length: count }, () => createSharedPacer(policy, clock)),
    20 * 60_000,
  );
  expect(refused / (accepted + refused)).toBeLessThan(0.02);
  expect(accepted).toBeGreaterThan(20 * 60 * policy.starts * 0.6);
});

test('a refusal holds back all callers for as long as it asks, and for a window at least', async () => {
  const pacer = createSharedPacer(policy, clock);
  await refuse(pacer);
  expect(await startsOf(pacer, 1)).toEqual([1_000]);
  await refuse(pacer, refusal(5_000));
  expect(await startsOf(pacer, 1)).toEqual([6_000]);
});

test('the refusals of one burst halve the share once', async () => {
  const pacer = createSharedPacer(policy, clock);
  await Promise.all(
    Array.from({ length: 4 }, () =>
      pacer.run(() => clock.sleep(10).then(() => Promise.reject(refusal()))).catch(() => undefined),
    ),
  );
  expect((await startsOf(pacer, 6)).map((at) => at - 1_010)).toEqual([0, 0, 0, 0, 0, 1_000]);
});

test('the whole limit is tried again, a tenth of it a minute', async () => {
  const pacer = createSharedPacer(policy, clock);
  await refuse(pacer);
  await clock.sleep(60_000);
  expect((await startsOf(pacer, 7)).map((at) => at - 60_000)).toEqual([0, 0, 0, 0, 0, 0, 1_000]);
  await clock.sleep(4 * 60_000);
  const from = clock.elapsedMs;
  expect((await startsOf(pacer, 11)).map((at) => at - from)).toEqual([...Array<number>(10).fill(0), 1_000]);
});

test('other failures teach nothing', async () => {
  const pacer = createSharedPacer(policy, clock);
  await refuse(pacer, new TranscriptionError('down', { code: 'unavailable', retryable: true }));
  expect(await startsOf(pacer, 9)).toEqual(Array<number>(9).fill(0));
});
