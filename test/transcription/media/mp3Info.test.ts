import { infoFrame, mp3Info } from '../../../transcription/media/mp3Info';
import { mp3InfoFrame, mp3Sound } from '../../support/mp3';

test('a frame with sound states nothing', () => {
  expect(mp3Info(mp3Sound(1))).toBeUndefined();
});

test('players drop the delays of the encoder and the decoder at the start, and what is left at the end', () => {
  const info = mp3Info(mp3InfoFrame({ frames: 9, delay: 576, padding: 1_000 }));
  expect(info).toMatchObject({ frames: 9, delaySamples: 1_105, paddingSamples: 471 });
});

test('an encoder that players do not trust has no delay', () => {
  const frame = mp3InfoFrame({});
  frame.write('Acme', frame.indexOf('LAME'));
  expect(mp3Info(frame)).toMatchObject({ delaySamples: 0, paddingSamples: 0 });
});

test('what Fraunhofer writes is known, and never written again', () => {
  const frame = mp3Sound(1);
  frame.write('VBRI', 36);
  const info = mp3Info(frame);
  expect(info?.delaySamples).toBe(0);
  expect(info && infoFrame(info, { frames: 1, bytes: 1, keepsPadding: true })).toHaveLength(0);
});

test.each([
  [false, 0],
  [true, 471],
])('a part (the whole: %s) gets a frame of its own', (keepsPadding, paddingSamples) => {
  const frame = mp3InfoFrame({ frames: 9 });
  const before = Buffer.from(frame);
  const info = mp3Info(frame);
  const written = info && infoFrame(info, { frames: 4, bytes: 768, keepsPadding });
  expect(written && mp3Info(written)).toMatchObject({ frames: 4, delaySamples: 1_105, paddingSamples });
  expect(frame).toEqual(before);
});
