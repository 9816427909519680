import { seeded } from '../../../emulator/audio/seeded';
import { getEventListeners } from 'node:events';
import { createPacer, type Pacer, type PacePolicy, unlimited } from '../../../transcription/calls/pace';
import { FakeClock } from '../../support/fakeClock';

/** The documented limit for new tasks. */
const policy: PacePolicy = { starts: 20, perMs: 10_000 };

let clock: FakeClock;
beforeEach(() => (clock = new FakeClock()));

/** Waits for the turn of a call that takes no time. */
const turnOf = (pacer: Pacer, signal?: AbortSignal) => pacer.run(() => Promise.resolve(), signal);

/** Makes `count` callers arrive at once and returns when each of them started. */
async function startsOf(pacer: ReturnType<typeof createPacer>, count: number): Promise<number[]> {
  const starts: number[] = [];
  const callers = Array.from({ length: count }, async () => {
    await turnOf(pacer);
    starts.push(clock.elapsedMs);
  });
  await Promise.all(callers);
  return starts;
}

test('as many as allowed start at once, the next ones when the window is over', async () => {
  const starts = await startsOf(createPacer(policy, clock), 50);
  const at = (ms: number, count: number) => Array<number>(count).fill(ms);
  expect(starts).toEqual([...at(0, 20), ...at(10_000, 20), ...at(20_000, 10)]);
});

test('the window slides: each start frees its place one window later', async () => {
  const pacer = createPacer({ starts: 3, perMs: 10_000 }, clock);
  const starts: number[] = [];
  const take = async () => {
    await turnOf(pacer);
    starts.push(clock.elapsedMs);
  };
  await Promise.all([
    take(),
    clock.at(4_000, take),
    clock.at(9_000, take),
    clock.at(9_500, take),
    clock.at(9_500, take),
  ]);
  expect(starts).toEqual([0, 4_000, 9_000, 10_000, 14_000]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'never more starts in any window than allowed, in order of arrival, whatever happens (case %i)',
  async (seed) => {
    const random = seeded(seed);
    const upTo = (most: number) => Math.floor(random() * most);
    const some: PacePolicy = { starts: 1 + upTo(6), perMs: 100 + upTo(5_000) };
    const pacer = createPacer(some, clock);
    const came: number[] = [];
    const started: Array<{ who: number; atMs: number }> = [];
    const aborted: number[] = [];
    const callers = Array.from({ length: 60 }, (_, who) =>
      clock.at(upTo(20_000), async () => {
        const aborting = new AbortController();
        came.push(who);
        if (random() < 0.2) void clock.at(clock.elapsedMs + upTo(3_000), () => aborting.abort());
        try {
          await turnOf(pacer, aborting.signal);
          started.push({ who, atMs: clock.elapsedMs });
        } catch {
          aborted.push(who);
        }
      }),
    );
    const pauses = Array.from({ length: 3 }, () => clock.at(upTo(20_000), () => pacer.pauseFor(upTo(4_000))));
    await Promise.all([...callers, ...pauses]);

    expect(started.map(({ who }) => who)).toEqual(came.filter((who) => !aborted.includes(who)));
    expect(started.length + aborted.length).toBe(60);
    for (const [index, { atMs }] of started.entries()) {
      const later = started[index + some.starts];
      if (later) expect(later.atMs - atMs).toBeGreaterThanOrEqual(some.perMs);
    }
  },
);

describe('a pause', () => {
  test('holds everyone back, both those already waiting and those who arrive during it', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const starts: number[] = [];
    const take = async () => {
      await turnOf(pacer);
      starts.push(clock.elapsedMs);
    };
    await Promise.all([take(), take(), clock.at(500, () => pacer.pauseFor(5_000)), clock.at(2_000, take)]);
    expect(starts).toEqual([0, 5_500, 6_500]);
  });

  test('holds back even if the window has room', async () => {
    const pacer = createPacer(policy, clock);
    pacer.pauseFor(3_000);
    expect(await startsOf(pacer, 2)).toEqual([3_000, 3_000]);
  });

  test('is not shortened by a shorter one', async () => {
    const pacer = createPacer(policy, clock);
    pacer.pauseFor(3_000);
    pacer.pauseFor(10);
    expect(await startsOf(pacer, 1)).toEqual([3_000]);
  });
});

describe('an aborted caller', () => {
  test('fails with the reason, takes no place, and does not hold up those behind it', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const aborting = new AbortController();
    const reason = new Error('cancelled');
    await turnOf(pacer);
    const waiting = turnOf(pacer, aborting.signal);
    const behind = startsOf(pacer, 2);
    void clock.at(300, () => aborting.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    expect(clock.elapsedMs).toBe(300);
    expect(await behind).toEqual([1_000, 2_000]);
  });

  test('fails even if there is room and its signal was aborted before', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const reason = new Error('cancelled');
    await expect(turnOf(pacer, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await startsOf(pacer, 1)).toEqual([0]);
  });

  test('in the middle of the queue leaves the order of the others', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const aborting = new AbortController();
    const order: string[] = [];
    const take = (name: string, signal?: AbortSignal) =>
      turnOf(pacer, signal).then(
        () => order.push(`${name} at ${clock.elapsedMs}`),
        () => undefined,
      );
    const all = Promise.all([take('first'), take('second'), take('third', aborting.signal), take('fourth')]);
    void clock.at(100, () => aborting.abort());
    await all;
    expect(order).toEqual(['first at 0', 'second at 1000', 'fourth at 2000']);
  });
});

describe('a call', () => {
  /** Returns when each of `count` calls starts; `lasts` gives the duration of each by its number. */
  async function callsOf(pacer: Pacer, count: number, lasts: (index: number) => number): Promise<number[]> {
    const starts: number[] = [];
    const calls = Array.from({ length: count }, (_, index) =>
      pacer.run(async () => {
        starts.push(clock.elapsedMs);
        await clock.sleep(lasts(index));
      }),
    );
    await Promise.all(calls);
    return starts;
  }

  test('frees its place one window after its end, since the provider may have seen it at any time until then', async () => {
    const pacer = createPacer({ starts: 2, perMs: 1_000 }, clock);
    expect(await callsOf(pacer, 4, (index) => (index === 0 ? 300 : 50))).toEqual([0, 0, 1_050, 1_300]);
  });

  test('that never ends occupies only its own place', async () => {
    const pacer = createPacer({ starts: 2, perMs: 1_000 }, clock);
    expect(await callsOf(pacer, 4, (index) => (index === 0 ? 60_000 : 0))).toEqual([0, 0, 1_000, 2_000]);
  });

  test('waits for the end of another if all places are taken by running calls', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    expect(await callsOf(pacer, 2, () => 5_000)).toEqual([0, 6_000]);
  });

  test('that fails frees its place like any other, and passes on its error', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const failure = new Error('no');
    await expect(pacer.run(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(await startsOf(pacer, 1)).toEqual([1_000]);
  });

  test('is not made once it is aborted, and keeps no place', async () => {
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    const aborting = new AbortController();
    const call = jest.fn(() => Promise.resolve());
    await turnOf(pacer);
    const waiting = pacer.run(call, aborting.signal);
    void clock.at(300, () => aborting.abort(new Error('cancelled')));
    await expect(waiting).rejects.toThrow('cancelled');
    expect(await startsOf(pacer, 1)).toEqual([1_000]);
    expect(call).not.toHaveBeenCalled();
  });

  test('is not held back if the provider names no limit', async () => {
    expect(await callsOf(createPacer(unlimited, clock), 100, () => 10)).toEqual(Array(100).fill(0));
  });
});

test('a signal is left without listeners by calls that are over', async () => {
  const pacer = createPacer({ starts: 3, perMs: 1_000 }, clock);
  const { signal } = new AbortController();
  for (let call = 0; call < 3; call++) await turnOf(pacer, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
