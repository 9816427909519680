/** MPEG-1 Layer III, one channel, 64 kbit/s at 48,000 Hz: 24 ms. */
export const mp3FrameBytes = 192;
export const mp3FrameSeconds = 1_152 / 48_000;

const frame = (content: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(mp3FrameBytes, 0x55);
  bytes.set([0xff, 0xfb, 0x54, 0xc4]);
  bytes.set(content, 4);
  return bytes;
};

const sideBytes = 17;

/** Frames with a sound of no meaning, each with its number where a player would expect samples. */
export function mp3Sound(count: number, isQuiet: (frame: number) => boolean = () => false): Buffer {
  return Buffer.concat(
    Array.from({ length: count }, (_, number) => {
      const made = frame(Buffer.alloc(sideBytes, isQuiet(number) ? 0x01 : 0xaa));
      made.writeUInt32BE(number, 100);
      return made;
    }),
  );
}

/** The numbers of the frames. */
export function mp3Numbers(bytes: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; at += mp3FrameBytes) numbers.push(bytes.readUInt32BE(at + 100));
  return numbers;
}

/** The frame with facts that encoders write in front. */
export function mp3InfoFrame({ frames = 0, delay = 576, padding = 1_000 }): Buffer {
  const fields = Buffer.alloc(8 + 4 + 4 + 100 + 4 + 24);
  fields.write('Info');
  fields.writeUInt32BE(15, 4);
  fields.writeUInt32BE(frames, 8);
  fields.write('LAME3.100', 120, 'latin1');
  fields.writeUIntBE((delay << 12) | padding, 141, 3);
  return frame(Buffer.concat([Buffer.alloc(sideBytes), fields]));
}

/** A tag in front. @param size the bytes behind its header */
export function id3Tag(size: number): Buffer {
  const tag = Buffer.alloc(10 + size, 0xff);
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, (size >> 14) & 127, (size >> 7) & 127, size & 127]);
  return tag;
}
