import type { Cue } from '../../../transcription/subtitles/cue';
import { defaultSubtitleRules, type SubtitleRules } from '../../../transcription/subtitles/rules';
import { timeCues } from '../../../transcription/subtitles/timing';

/** Start and end in milliseconds, and the number of columns to read. */
type Span = [startMs: number, endMs: number, width?: number];

function timed(spans: readonly Span[], rules: Partial<SubtitleRules> = {}): Array<[number, number]> {
  const cues = spans.map(([startMs, endMs, width = 4]): Cue => {
    return Object.freeze({ startMs, endMs, lines: ['x'.repeat(width)] });
  });
  return timeCues(cues, { ...defaultSubtitleRules, ...rules }).map(({ startMs, endMs }) => [startMs, endMs]);
}

test('a cue is on the screen while it is spoken', () => {
  expect(timed([[1000, 3000]])).toEqual([[1000, 3000]]);
});

test('an empty list stays empty', () => {
  expect(timed([])).toEqual([]);
});

describe('a cue spoken in less than the minimum duration', () => {
  test('stays on the screen for the minimum duration', () => {
    expect(timed([[1000, 1300]])).toEqual([[1000, 2000]]);
  });

  test('stays until the next one, and starts earlier to make up for the rest', () => {
    const [cue] = timed([
      [5000, 5200],
      [5400, 8000],
    ]);
    expect(cue).toEqual([4317, 5317]);
  });

  test('does not start before the previous one is gone', () => {
    const [, cue] = timed([
      [0, 4800],
      [5000, 5200],
      [5200, 8000],
    ]);
    expect(cue).toEqual([4883, 5490]);
  });

  test('does not start before the recording', () => {
    const [cue] = timed([
      [100, 300],
      [400, 2000],
    ]);
    expect(cue).toEqual([0, 640]);
  });

  test('delays a next one that has time to spare, by less than a reader notices', () => {
    const [, cue, next] = timed([
      [0, 4900],
      [5000, 5300],
      [5300, 9000],
    ]);
    expect(cue).toEqual([4983, 5540]);
    expect(next).toEqual([5623, 9000]);
  });
});

describe('a cue spoken faster than it can be read', () => {
  test('stays until it has been read', () => {
    expect(timed([[1000, 2500, 60]])).toEqual([[1000, 4000]]);
    expect(timed([[1000, 2500, 60]], { maxCharactersPerSecond: 30 })).toEqual([[1000, 3000]]);
  });

  test('is gone when the next one is spoken', () => {
    const [cue] = timed([
      [0, 1500, 60],
      [2000, 4000],
    ]);
    expect(cue).toEqual([0, 1917]);
  });

  test('stays no longer than the maximum duration', () => {
    expect(timed([[0, 1500, 200]])).toEqual([[0, 7000]]);
  });

  test('takes twice as long in full-width characters', () => {
    const [cue] = timeCues(
      [{ startMs: 0, endMs: 1000, lines: ['漢'.repeat(15), '字'.repeat(15)] }],
      defaultSubtitleRules,
    );
    expect(cue?.endMs).toBe(3000);
  });
});

test('a cue spoken for longer than the maximum duration disappears earlier', () => {
  expect(timed([[1000, 10_000]])).toEqual([[1000, 8000]]);
});

describe('the gap between two cues', () => {
  const gap = 83;

  test.each([
    ['too short to be seen', 2070],
    ['so short that it flickers', 2300],
    ['just as long as that', 2500],
  ])('becomes two frames if it is %s', (_what, next) => {
    expect(
      timed([
        [0, 2000],
        [next, 4000],
      ]),
    ).toEqual([
      [0, next - gap],
      [next, 4000],
    ]);
  });

  test('stays if it is long enough to be seen', () => {
    expect(
      timed([
        [0, 2000],
        [2501, 4000],
      ]),
    ).toEqual([
      [0, 2000],
      [2501, 4000],
    ]);
  });

  test('is as long as the rules say', () => {
    const cues: Span[] = [
      [0, 2000],
      [2300, 4000],
    ];
    expect(timed(cues, { gapSeconds: 0.2 })[0]).toEqual([0, 2100]);
    expect(timed(cues, { gapSeconds: 0 })[0]).toEqual([0, 2300]);
    expect(timed(cues, { chainSeconds: 0.2 })[0]).toEqual([0, 2000]);
  });

  test('is taken from the cue that has more time', () => {
    expect(
      timed([
        [0, 1000],
        [1000, 3000],
      ]),
    ).toEqual([
      [0, 1000],
      [1083, 3000],
    ]);
  });

  test('is closed by the second one if the first already has the maximum duration', () => {
    expect(
      timed([
        [0, 7000],
        [7300, 9000],
      ]),
    ).toEqual([
      [0, 7000],
      [7083, 9000],
    ]);
  });

  test('stays if both already have the maximum duration', () => {
    expect(
      timed([
        [0, 7000],
        [7250, 14_250],
      ]),
    ).toEqual([
      [0, 7000],
      [7250, 14_250],
    ]);
  });
});

describe('a cue between others', () => {
  test('gets a third of a second, for which its neighbours make room', () => {
    const cues = timed([
      [0, 3000, 30],
      [3000, 3050, 3],
      [3050, 3100, 3],
      [3100, 6000, 30],
    ]);
    for (const [start, end] of cues) expect(end - start).toBeGreaterThanOrEqual(300);
    for (const [index, [start]] of cues.entries())
      expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.[1] ?? 0);
    expect(Math.abs((cues[1]?.[0] ?? 0) - 3000)).toBeLessThan(600);
  });

  test('is over when the recording is, if it may begin earlier', () => {
    const last: Cue[] = [{ startMs: 9700, endMs: 9900, lines: ['Bye.'] }];
    expect(timeCues(last, defaultSubtitleRules, { durationMs: 10_000 })).toMatchObject([
      { startMs: 9000, endMs: 10_000 },
    ]);
    expect(timeCues(last, defaultSubtitleRules, { durationMs: 5_000 })).toMatchObject([
      { startMs: 8900, endMs: 9900 },
    ]);
  });
});

describe('two simultaneous cues', () => {
  test('share the time in proportion to how much there is to read', () => {
    expect(
      timed([
        [10_000, 14_000, 40],
        [10_500, 16_000, 80],
      ]),
    ).toEqual([
      [10_000, 11_917],
      [12_000, 16_000],
    ]);
  });

  test('never end the first one before it is spoken', () => {
    const [first, second] = timed([
      [0, 4000, 10],
      [2500, 6000, 50],
    ]);
    expect([first, second]).toEqual([
      [0, 2417],
      [2500, 6000],
    ]);
  });

  test('follow each other, even if both begin and end together', () => {
    expect(
      timed(
        [
          [1000, 1000],
          [1000, 1000],
          [1000, 1000],
        ],
        { minSeconds: 0.001, maxCharactersPerSecond: 10_000, gapSeconds: 0, chainSeconds: 0 },
      ),
    ).toEqual([
      [1000, 1001],
      [1001, 1002],
      [1002, 1003],
    ]);
  });

  test('stay in the order of the words, even if the second began earlier', () => {
    const [first, second] = timed([
      [3000, 5000],
      [1000, 6000],
    ]);
    expect(first?.[0]).toBe(3000);
    expect(second?.[0]).toBe((first?.[1] ?? 0) + 83);
  });
});

test('a cue stays until the next one if nobody knows when that one is said', () => {
  const cues: Cue[] = [
    { startMs: 0, endMs: 2000, lines: ['One'] },
    { startMs: 2800, endMs: 5000, lines: ['two'] },
    { startMs: 15_000, endMs: 17_000, lines: ['three'] },
  ];
  const ends = (estimated: boolean[]) =>
    timeCues(cues, defaultSubtitleRules, { estimated }).map(({ endMs }) => endMs);
  expect(ends([false, true, false])).toEqual([2717, 5000, 17_000]);
  expect(ends([false, false, false])).toEqual([2000, 5000, 17_000]);
  // Never longer than any other cue.
  expect(ends([false, false, true])).toEqual([2000, 9800, 17_000]);
});
