import { Readable } from 'node:stream';
import { answerText } from '../../../transcription/calls/answerText';

const mebibyte = 2 ** 20;

test('characters that are divided between two chunks are read whole', async () => {
  const bytes = Buffer.from('голос');
  expect(await answerText(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), mebibyte)).toBe('голос');
});

test('an answer may be as large as its limit, and no byte larger', async () => {
  const sized = (bytes: number) => answerText(Readable.from([Buffer.alloc(bytes, 'x')]), mebibyte);
  expect(await sized(mebibyte)).toHaveLength(mebibyte);
  await expect(sized(mebibyte + 1)).rejects.toMatchObject({
    message: 'the answer is larger than 1 MiB, the most that is read',
    requestSent: true,
    transient: false,
  });
});
