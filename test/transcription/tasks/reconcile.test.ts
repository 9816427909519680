import { defaultReconcilePolicy, reconcile } from '../../../transcription/tasks/reconcile';
import { FakeClock } from '../../support/fakeClock';

let clock: FakeClock;
/** When it was rung, in milliseconds since the start. */
let rings: number[];

beforeEach(() => {
  clock = new FakeClock();
  rings = [];
});

const hourMs = 3_600_000;
/** Relative to the start. */
const whenItEnds = { lastCallMs: 47 * hourMs, endMs: 48 * hourMs };

interface Ringing {
  policy?: typeof defaultReconcilePolicy;
  times?: typeof whenItEnds;
  hurry?: () => AbortSignal | undefined;
}

/** Rings until `isGone`, which receives the number of the ring, from 1. */
const ringing = (
  isGone: (ring: number) => boolean | Error,
  { policy = defaultReconcilePolicy, times = whenItEnds, hurry }: Ringing = {},
) =>
  reconcile(
    async () => {
      rings.push(clock.elapsedMs);
      const said = isGone(rings.length);
      if (said instanceof Error) throw said;
      return said;
    },
    policy,
    clock,
    { lastCallMs: clock.startMs + times.lastCallMs, endMs: clock.startMs + times.endMs },
    hurry,
  );

const goneAt = (last: number) => (ring: number) => ring >= last;
const never = () => false;

test('the intervals double from two seconds to five minutes, and stay there', async () => {
  await ringing(goneAt(12));
  expect(clock.sleeps.map((ms) => ms / 1_000)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
});

test('it rings after each interval, and not at once', async () => {
  await ringing(goneAt(4));
  expect(rings).toEqual([2_000, 6_000, 14_000, 30_000]);
});

test('it ends with the first answer that the execution is gone, without another wait', async () => {
  await ringing(goneAt(1));
  expect(rings).toEqual([2_000]);
  expect(clock.sleeps).toEqual([2_000]);
});

test('a failed ring is not an answer: it continues, at the same intervals', async () => {
  const failing = (ring: number) => (ring < 5 ? new Error('ECONNREFUSED') : true);
  await ringing(failing);
  expect(rings).toEqual([2_000, 6_000, 14_000, 30_000, 62_000]);
});

test('a slow ring delays the next one, so that no two overlap', async () => {
  let atOnce = 0;
  let most = 0;
  await reconcile(
    async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      rings.push(clock.elapsedMs);
      await clock.sleep(60_000);
      atOnce -= 1;
      return rings.length >= 3;
    },
    defaultReconcilePolicy,
    clock,
    { lastCallMs: clock.startMs + hourMs, endMs: clock.startMs + 2 * hourMs },
  );
  expect(most).toBe(1);
  expect(rings).toEqual([2_000, 66_000, 134_000]);
});

test('a day of waiting takes a few hundred rings', async () => {
  await ringing(() => clock.elapsedMs >= 86_400_000);
  expect(rings.length).toBeLessThan(300);
  expect(rings.length).toBeGreaterThan(280);
});

test('another policy has other intervals', async () => {
  await ringing(goneAt(4), { policy: { firstMs: 100, factor: 3, maxMs: 500, soonMs: 100 } });
  expect(clock.sleeps).toEqual([100, 300, 500, 500]);
});

describe('the deadline', () => {
  const times = { lastCallMs: 900_000, endMs: 990_000 };

  test('ends the ringing at a resume URL that was never reached', async () => {
    await ringing(() => new Error('ECONNREFUSED'), { times });
    expect(clock.elapsedMs).toBe(990_000);
    expect(rings.at(-1)).toBeLessThan(990_000);
  });

  test('has a ring at the given time before it, and more at short intervals afterwards', async () => {
    await ringing(never, { times });
    const late = rings.filter((at) => at > 600_000);
    expect(late).toEqual([810_000, 900_000, 902_000, 906_000, 914_000, 930_000, 962_000]);
  });

  test('may have passed already, in which case nothing is rung', async () => {
    await ringing(never, { times: { lastCallMs: -10, endMs: -5 } });
    expect(rings).toEqual([]);
  });

  test('starts the intervals over also where a ring would have been due at that very moment', async () => {
    await ringing(goneAt(4), { times: { lastCallMs: 6_000, endMs: 60_000 } });
    expect(rings).toEqual([2_000, 6_000, 8_000, 12_000]);
  });

  test('itself is too late for a ring', async () => {
    await ringing(never, { times: { lastCallMs: 2_000, endMs: 4_000 } });
    expect(rings).toEqual([2_000]);
    expect(clock.elapsedMs).toBe(4_000);
  });

  test('may be near: the last ring is the first', async () => {
    await ringing(never, { times: { lastCallMs: 1_000, endMs: 4_000 } });
    expect(rings).toEqual([1_000, 3_000]);
  });
});

describe('a shortened wait', () => {
  test('lasts at most ten seconds more, and the next ones grow from there', async () => {
    let next = new AbortController();
    const hurry = () => (next = new AbortController()).signal;
    const over = ringing(goneAt(11), { hurry });
    void clock.at(700_000, () => next.abort());
    await over;
    expect(rings.slice(-4)).toEqual([510_000, 710_000, 730_000, 770_000]);
  });

  test('is not made longer', async () => {
    let next = new AbortController();
    const hurry = () => (next = new AbortController()).signal;
    const over = ringing(goneAt(2), { hurry });
    void clock.at(1_000, () => next.abort());
    await over;
    expect(rings[0]).toBeLessThanOrEqual(3_000);
  });
});
