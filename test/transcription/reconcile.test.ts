import { defaultReconcilePolicy, reconcile, type RingAnswer } from '../../transcription/reconcile';
import { FakeClock } from '../support/fakeClock';

let clock: FakeClock;
/** When it was rung, in milliseconds since the start. */
let rings: number[];

beforeEach(() => {
  clock = new FakeClock();
  rings = [];
});

/** Rings until `answer`, which is told how often it was rung, from 1 on, says that the execution is gone. */
const ringing = (answer: (ring: number) => RingAnswer | Error, policy = defaultReconcilePolicy) =>
  reconcile(
    async () => {
      rings.push(clock.elapsedMs);
      const said = answer(rings.length);
      if (said instanceof Error) throw said;
      return said;
    },
    policy,
    clock,
  );

const goneAt = (last: number) => (ring: number) => (ring < last ? 'waiting' : 'gone');

test('the intervals double from two seconds to five minutes, and stay there', async () => {
  await ringing(goneAt(12));
  expect(clock.sleeps.map((ms) => ms / 1_000)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
});

test('it is rung after each interval, and not at once', async () => {
  await ringing(goneAt(4));
  expect(rings).toEqual([2_000, 6_000, 14_000, 30_000]);
});

test('it ends with the first answer that the execution is gone, without another wait', async () => {
  await ringing(goneAt(1));
  expect(rings).toEqual([2_000]);
  expect(clock.sleeps).toEqual([2_000]);
});

test('a ring that fails is no answer: it goes on, at the same intervals', async () => {
  const failing = (ring: number) => (ring < 5 ? new Error('ECONNREFUSED') : 'gone');
  await ringing(failing);
  expect(rings).toEqual([2_000, 6_000, 14_000, 30_000, 62_000]);
});

test('a ring that takes long delays the next one: no two at a time', async () => {
  let atOnce = 0;
  let most = 0;
  await reconcile(
    async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      rings.push(clock.elapsedMs);
      await clock.sleep(60_000);
      atOnce -= 1;
      return rings.length < 3 ? 'waiting' : 'gone';
    },
    defaultReconcilePolicy,
    clock,
  );
  expect(most).toBe(1);
  expect(rings).toEqual([2_000, 66_000, 134_000]);
});

test('a day of waiting takes a few hundred rings', async () => {
  await ringing(() => (clock.elapsedMs < 86_400_000 ? 'waiting' : 'gone'));
  expect(rings.length).toBeLessThan(300);
  expect(rings.length).toBeGreaterThan(280);
});

test('another policy has other intervals', async () => {
  await ringing(goneAt(4), { firstMs: 100, factor: 3, maxMs: 500 });
  expect(clock.sleeps).toEqual([100, 300, 500, 500]);
});
