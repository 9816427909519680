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
    expect(cue).toEqual([4400, 5400]);
  });

  test('does not start before the previous one is gone', () => {
    const [, cue] = timed([
      [0, 4800],
      [5000, 5200],
      [5200, 8000],
    ]);
    expect(cue).toEqual([4800, 5200]);
  });

  test('does not start before the recording', () => {
    const [cue] = timed([
      [100, 300],
      [300, 2000],
    ]);
    expect(cue).toEqual([0, 300]);
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
    expect(cue).toEqual([0, 2000]);
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
  test('is closed by the first one if it would flicker', () => {
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

  test('stays if it is long enough to be seen', () => {
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

  test('is closed by the second one if the first already has the maximum duration', () => {
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

  test('is closed by both if neither may be extended that far', () => {
    const [first, second] = timed([
      [0, 6970],
      [7050, 14_000],
    ]);
    expect(first?.[1]).toBe(second?.[0]);
  });

  test('stays if both already have the maximum duration', () => {
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

describe('two simultaneous cues', () => {
  test('share the time in proportion to how much there is to read', () => {
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

  test('never end the first one before it is spoken', () => {
    const [first, second] = timed([
      [0, 4000, 10],
      [2500, 6000, 50],
    ]);
    expect([first, second]).toEqual([
      [0, 2500],
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
        { minSeconds: 0.001, maxCharactersPerSecond: 10_000, closeGapsUnderSeconds: 0 },
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
    expect(second?.[0]).toBe(first?.[1]);
  });
});
