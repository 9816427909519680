import { withinRecording } from '../../../transcription/words/withinRecording';

type Times = [start: number | undefined, end: number | undefined];
const within = (times: readonly Times[], durationSeconds?: number) =>
  withinRecording(
    times.map(([start, end]) => ({ start, end })),
    durationSeconds,
  ).map(({ start, end }) => [start, end]);

test('timestamps inside the recording stay', () => {
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

test.each([[[-0.02, 1]], [[-7, 1]]])(
  'a word that begins before the recording is moved to its beginning: %j',
  (first) => {
    expect(
      within([
        [first[0], first[1]],
        [1, 2],
      ]),
    ).toEqual([
      [0, 1],
      [1, 2],
    ]);
  },
);

test('several words at once are moved, too', () => {
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

test('a negative timestamp further on, or after a valid start, is dropped', () => {
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

test('timestamps after the recording are moved to its end', () => {
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

test.each([0, -1, 0.5, undefined])('a duration of %s is ignored if the speech continues', (duration) => {
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

test('missing timestamps stay missing, and other fields are kept', () => {
  expect(withinRecording([{ text: 'a', start: undefined }], 3)).toEqual([{ text: 'a' }]);
  expect(within([], 3)).toEqual([]);
});
