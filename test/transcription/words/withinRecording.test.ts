import { withinRecording } from '../../../transcription/words/withinRecording';

type Times = [start: number | undefined, end: number | undefined];
const within = (times: readonly Times[], durationSeconds?: number) =>
  withinRecording(
    times.map(([start, end]) => ({ start, end })),
    durationSeconds,
  ).map(({ start, end }) => [start, end]);

test('times within the recording stay', () => {
  expect(
    within(
      [
        [0, 1.5],
        [1.5, 3],
      ],
      3,
    ),
  ).toEqual([
    [0, 1.5],
    [1.5, 3],
  ]);
  expect(
    within([
      [0, 1.5],
      [1.5, 3],
    ]),
  ).toEqual([
    [0, 1.5],
    [1.5, 3],
  ]);
});

test.each([[[-0.02, 1]], [[-7, 1]]])('what begins before the recording begins with it: %j', (first) => {
  expect(
    within([
      [first[0], first[1]],
      [1, 2],
    ]),
  ).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('also several times', () => {
  expect(
    within([
      [-0.3, -0.1],
      [-0.1, 0.2],
      [0.2, 1],
    ]),
  ).toEqual([
    [0, 0],
    [0, 0.2],
    [0.2, 1],
  ]);
});

test('a negative time further on, or behind a start that is right, is no time', () => {
  expect(
    within([
      [0, 1],
      [-1, -1],
      [2, 3],
    ]),
  ).toEqual([
    [0, 1],
    [undefined, undefined],
    [2, 3],
  ]);
  expect(
    within([
      [0, -3],
      [1, 2],
    ]),
  ).toEqual([
    [0, undefined],
    [1, 2],
  ]);
});

test('what ends or begins behind the recording ends with it', () => {
  expect(
    within(
      [
        [0, 1],
        [1, 30],
        [30, 31],
      ],
      4,
    ),
  ).toEqual([
    [0, 1],
    [1, 4],
    [4, 4],
  ]);
});

test.each([0, -1, 0.5, undefined])('a duration of %s tells nothing where the speech goes on', (duration) => {
  expect(
    within(
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      duration,
    ),
  ).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
});

test('what is missing stays so, and what else there is, too', () => {
  expect(withinRecording([{ text: 'a', start: undefined }], 3)).toEqual([{ text: 'a' }]);
  expect(within([], 3)).toEqual([]);
});
