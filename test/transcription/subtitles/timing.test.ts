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

test('a cue is on the screen while it is said', () => {
  expect(timed([[1000, 3000]])).toEqual([[1000, 3000]]);
});

test('no cues stay none', () => {
  expect(timed([])).toEqual([]);
});

describe('a cue that is said in less than the shortest time', () => {
  test('stays until it has it', () => {
    expect(timed([[1000, 1300]])).toEqual([[1000, 2000]]);
  });

  test('stays until the next one, and comes earlier for the rest', () => {
    const [cue] = timed([
      [5000, 5200],
      [5400, 8000],
    ]);
    expect(cue).toEqual([4400, 5400]);
  });

  test('does not come before the one before it is gone', () => {
    const [, cue] = timed([
      [0, 4800],
      [5000, 5200],
      [5200, 8000],
    ]);
    expect(cue).toEqual([4800, 5200]);
  });

  test('does not come before the recording', () => {
    const [cue] = timed([
      [100, 300],
      [300, 2000],
    ]);
    expect(cue).toEqual([0, 300]);
  });
});

describe('a cue that is said faster than it is read', () => {
  test('stays until it is read', () => {
    expect(timed([[1000, 2500, 60]])).toEqual([[1000, 4000]]);
    expect(timed([[1000, 2500, 60]], { maxCharactersPerSecond: 30 })).toEqual([[1000, 3000]]);
  });

  test('is gone when the next one is said', () => {
    const [cue] = timed([
      [0, 1500, 60],
      [2000, 4000],
    ]);
    expect(cue).toEqual([0, 2000]);
  });

  test('stays no longer than the longest', () => {
    expect(timed([[0, 1500, 200]])).toEqual([[0, 7000]]);
  });

  test('takes twice the time in full-width characters', () => {
    const [cue] = timeCues(
      [{ startMs: 0, endMs: 1000, lines: ['漢'.repeat(15), '字'.repeat(15)] }],
      defaultSubtitleRules,
    );
    expect(cue?.endMs).toBe(3000);
  });
});

test('a cue that is said for longer than the longest is gone before', () => {
  expect(timed([[1000, 10_000]])).toEqual([[1000, 8000]]);
});

describe('the gap between two cues', () => {
  test('is closed where it would flicker, by the first one', () => {
    expect(
      timed([
        [0, 2000],
        [2099, 4000],
      ]),
    ).toEqual([
      [0, 2099],
      [2099, 4000],
    ]);
  });

  test('stays where it is long enough to be seen', () => {
    expect(
      timed([
        [0, 2000],
        [2100, 4000],
      ]),
    ).toEqual([
      [0, 2000],
      [2100, 4000],
    ]);
  });

  test('is closed by the second one where the first is as long as may be', () => {
    expect(
      timed([
        [0, 7000],
        [7050, 9000],
      ]),
    ).toEqual([
      [0, 7000],
      [7000, 9000],
    ]);
  });

  test('is closed by both where neither may be so much longer', () => {
    const [first, second] = timed([
      [0, 6970],
      [7050, 14_000],
    ]);
    expect(first?.[1]).toBe(second?.[0]);
  });

  test('stays where both are as long as may be', () => {
    expect(
      timed([
        [0, 7000],
        [7050, 14_050],
      ]),
    ).toEqual([
      [0, 7000],
      [7050, 14_050],
    ]);
  });
});

describe('two cues that are said at once', () => {
  test('share the time by how much there is to read', () => {
    expect(
      timed([
        [10_000, 14_000, 40],
        [10_500, 16_000, 80],
      ]),
    ).toEqual([
      [10_000, 12_000],
      [12_000, 16_000],
    ]);
  });

  test('never leave what is said first before it is said', () => {
    const [first, second] = timed([
      [0, 4000, 10],
      [2500, 6000, 50],
    ]);
    expect([first, second]).toEqual([
      [0, 2500],
      [2500, 6000],
    ]);
  });

  test('stand one after the other, though all of it begins and ends together', () => {
    expect(
      timed(
        [
          [1000, 1000],
          [1000, 1000],
          [1000, 1000],
        ],
        { minSeconds: 0.001, maxCharactersPerSecond: 10_000, closeGapsUnderSeconds: 0 },
      ),
    ).toEqual([
      [1000, 1001],
      [1001, 1002],
      [1002, 1003],
    ]);
  });

  test('stay in the order of the words, though the second began before', () => {
    const [first, second] = timed([
      [3000, 5000],
      [1000, 6000],
    ]);
    expect(first?.[0]).toBe(3000);
    expect(second?.[0]).toBe(first?.[1]);
  });
});
