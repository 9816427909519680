import { sums } from '../../../transcription/media/packetIndex';

describe('the bytes before a second', () => {
  const { totalBytes, bytesBefore } = sums([10, 0, 30]);

  test('are exact at whole seconds', () => {
    expect([0, 1, 2, 3].map(bytesBefore)).toEqual([0, 10, 10, 40]);
    expect(totalBytes).toBe(40);
  });

  test('are divided evenly within a second', () => {
    expect([0.5, 2.5].map(bytesBefore)).toEqual([5, 25]);
  });

  test('are none before the recording, and all behind it', () => {
    expect([-3, 99].map(bytesBefore)).toEqual([0, 40]);
  });
});
