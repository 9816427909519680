import { forWave, waveCodecOf } from '../../../transcription/media/pcm';

test('big-endian samples are turned round, each by itself', () => {
  expect([...forWave(Uint8Array.of(1, 2, 3, 4, 5, 6), 'pcm-s16be')]).toEqual([2, 1, 4, 3, 6, 5]);
  expect([...forWave(Uint8Array.of(1, 2, 3, 4, 5, 6), 'pcm-s24be')]).toEqual([3, 2, 1, 6, 5, 4]);
  expect([...forWave(Uint8Array.of(1, 2, 3, 4), 'pcm-f32be')]).toEqual([4, 3, 2, 1]);
});

test('a torn sample at the end keeps the length', () => {
  expect(forWave(Uint8Array.of(1, 2, 3), 'pcm-s16be')).toHaveLength(3);
});

test('other sounds are written as they are', () => {
  const data = Uint8Array.of(1, 2, 3, 4);
  expect(forWave(data, 'pcm-s16')).toBe(data);
  expect([waveCodecOf('pcm-s16'), waveCodecOf('pcm-s24be')]).toEqual([undefined, 'pcm-s24']);
});
