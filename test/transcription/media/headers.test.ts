import { mp4Headers, waveHeaders } from '../../../transcription/media/headers';
import { wavHeader } from '../../support/wavHeader';

function box(type: string, sizeBytes: number, isLong = false): Buffer {
  const header = Buffer.alloc(isLong ? 16 : 8);
  header.writeUInt32BE(isLong ? 1 : sizeBytes, 0);
  header.write(type, 4, 'latin1');
  if (isLong) header.writeBigUInt64BE(BigInt(sizeBytes), 8);
  return header;
}

describe('of MP4', () => {
  const ftyp = Buffer.concat([box('ftyp', 12), Buffer.from('M4A ')]);
  const index = { bytes: Buffer.from('moov'), insertAt: ftyp.length };

  test.each([false, true])(
    'the index goes between the first box and the sound (long sizes: %s)',
    (isLong) => {
      const mdat = box('mdat', (isLong ? 16 : 8) + 100, isLong);
      const mediaEnd = ftyp.length + mdat.length + 100;
      const headers = mp4Headers(Buffer.concat([ftyp, mdat, Buffer.alloc(100)]), { ...index, mediaEnd }, 100);
      expect(headers).toEqual(Buffer.concat([ftyp, index.bytes, mdat]));
    },
  );

  test('the room that a writer keeps for a long size does not count', () => {
    const mdat = Buffer.concat([box('mdat', 116), Buffer.alloc(8)]);
    const headers = mp4Headers(mdat, { ...index, insertAt: 0, mediaEnd: 116 }, 100);
    expect(headers).toEqual(Buffer.concat([index.bytes, mdat]));
  });

  test('a file with more than its packets is not of the simple form', () => {
    const front = Buffer.concat([ftyp, box('mdat', 108)]);
    expect(mp4Headers(front, { ...index, mediaEnd: ftyp.length + 108 }, 99)).toBeUndefined();
  });
});

describe('of WAV', () => {
  const header = wavHeader(16_000, 2, 100);

  test('they end with the size of the sound', () => {
    const front = Buffer.concat([header, Buffer.alloc(10)]);
    expect(waveHeaders(front, header.length + 100, 100)).toEqual(header);
  });

  test.each([
    ['whose sound is announced otherwise', header, 98],
    ['that ends within its headers', header.subarray(0, 30), 100],
    ['without headers', Buffer.alloc(0), 144],
  ])('a file %s is not of the simple form', (_, front, soundBytes) => {
    expect(waveHeaders(front, header.length + 100, soundBytes)).toBeUndefined();
  });
});
