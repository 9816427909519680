import fc from 'fast-check';

import type { Word } from '../../../transcription/transcript';

type Arbitrary<T> = fc.Arbitrary<T>;

/** How long a word takes, and the pause before the next one. */
interface Pace {
  seconds: number;
  pause: number;
}

/** In seconds. */
export const milliseconds = (min: number, max: number): Arbitrary<number> =>
  fc.integer({ min, max }).map((ms) => ms / 1000);

export const naturalPace: Arbitrary<Pace> = fc.record({
  seconds: milliseconds(50, 900),
  pause: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: milliseconds(10, 300) },
    { weight: 1, arbitrary: milliseconds(300, 5000) },
  ),
});

export type Times = Pick<Word, 'start' | 'end'>;

/** Consecutive words. */
export function naturalTimes(paces: readonly Pace[], start: number): Array<Required<Times>> {
  let time = start;
  return paces.map(({ seconds, pause }) => {
    const times = { start: time, end: time + seconds };
    time = times.end + pause;
    return times;
  });
}

/** Thirty hours. */
export const latest = 30 * 3600;

/** Includes invalid timestamps and ones far off. */
export const hostileTime = fc.oneof(
  { weight: 4, arbitrary: milliseconds(0, 20_000) },
  { weight: 1, arbitrary: fc.constantFrom(0, 5, 5.0005, -3, latest) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: latest, noNaN: true }) },
);

export const hostileTimes: Arbitrary<Times> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ start: hostileTime, end: hostileTime }) },
  { weight: 2, arbitrary: hostileTime.map((start) => ({ start, end: start })) },
  { weight: 1, arbitrary: fc.record({ start: hostileTime, end: hostileTime }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.constantFrom({}, { start: Number.NaN, end: Number.POSITIVE_INFINITY }) },
);
