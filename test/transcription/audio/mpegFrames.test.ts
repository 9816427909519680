import { mpegFrame } from '../../../transcription/audio/mpegFrames';

test.each([
  ['MPEG-1 Layer III', [0xff, 0xfb, 0x90, 0x00], { bytes: 417, hertz: 44_100, samples: 1_152, layer: 3 }],
  ['with padding', [0xff, 0xfb, 0x92, 0x00], { bytes: 418, hertz: 44_100, samples: 1_152, layer: 3 }],
  ['MPEG-2 Layer III', [0xff, 0xf3, 0x48, 0xc4], { bytes: 144, hertz: 16_000, samples: 576, layer: 3 }],
  ['MPEG-2.5 Layer III', [0xff, 0xe3, 0x18, 0xc4], { bytes: 72, hertz: 8_000, samples: 576, layer: 3 }],
  ['Layer II', [0xff, 0xfd, 0x80, 0x00], { bytes: 417, hertz: 44_100, samples: 1_152, layer: 2 }],
  ['Layer I', [0xff, 0xff, 0x40, 0x00], { bytes: 136, hertz: 44_100, samples: 384, layer: 1 }],
])('%s: the header says how long a frame is', (_, header, expected) => {
  expect(mpegFrame(Buffer.from(header), 0)).toMatchObject(expected);
});

test.each([
  ['AAC', [0xff, 0xf1, 0x50, 0x80]],
  ['a reserved version', [0xff, 0xeb, 0x90, 0x00]],
  ['a header that is cut off', [0xff, 0xfb, 0x90]],
])('%s is none', (_, bytes) => {
  expect(mpegFrame(Buffer.from(bytes), 0)).toBeUndefined();
});
