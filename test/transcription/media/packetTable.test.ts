import { indexOfTable, packetAt, tableCuts } from '../../../transcription/media/packetTable';

/** Packets of a tenth of a second, of 20 bytes; those of pauses have 2. */
const table = (seconds: number, pauses: ReadonlyArray<readonly [from: number, to: number]> = []) => {
  const isQuiet = (packet: number) => pauses.some(([from, to]) => packet / 10 >= from && packet / 10 < to);
  return {
    count: seconds * 10,
    secondsAt: (packet: number) => (packet - 5) / 10,
    bytesOf: (packet: number) => (isQuiet(packet) ? 2 : 20),
    loudnessOf: (packet: number) => (isQuiet(packet) ? 1 : 9),
  };
};

test('packets are added up by the second, those from before the recording to the first', () => {
  const index = indexOfTable(table(3));
  expect([index.startSeconds, index.endSeconds, index.totalBytes]).toEqual([-0.5, 2.5, 600]);
  expect([0, 1, 2].map((second) => index.bytesBefore(second))).toEqual([0, 300, 500]);
});

test.each([
  [-9, 0],
  [-0.5, 0],
  [0, 5],
  [0.05, 5],
  [0.1, 6],
  [2.4, 29],
  [99, 29],
])('at %d s is packet %i', (seconds, packet) => {
  expect(packetAt(table(3), seconds)).toBe(packet);
});

test('cuts are moved to the quietest place nearby', () => {
  const cuts = tableCuts(
    table(60, [
      [22, 23],
      [47, 48],
    ]),
    { places: [20, 40], searchSeconds: 5, overlapSeconds: 0 },
  );
  expect(cuts[0]).toBeCloseTo(22, 6);
  // The second pause is too far away, so all is equally loud.
  expect(cuts[1]).toBeCloseTo(40, 0);
});
