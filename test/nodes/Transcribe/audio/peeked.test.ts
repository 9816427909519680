import { peeked } from '../../../../nodes/Transcribe/audio/peeked';
import type { AnswerStream } from '../../../../nodes/shared/http/chunksInTime';
import { headBytes } from '../../../../transcription/audio/content';

const never = new AbortController().signal;
const late = () => new Error('late');

function streamOf(...chunks: Array<string | Uint8Array>): { body: AnswerStream; destroyed: () => number } {
  let destroyed = 0;
  const body = {
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    },
    destroy: () => {
      destroyed += 1;
    },
  };
  return { body, destroyed: () => destroyed };
}

async function textOf(body: AnswerStream): Promise<string> {
  const chunks = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

test('a short stream is seen whole, and still has every byte', async () => {
  const { head, isWhole, body } = await peeked(streamOf('ab', Buffer.from('c')).body, never, late);
  expect({ head: Buffer.from(head).toString(), isWhole }).toEqual({ head: 'abc', isWhole: true });
  expect(await textOf(body)).toBe('abc');
});

test('of a long one only the beginning is read, and still has every byte', async () => {
  const parts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(headBytes - 1));
  const { head, isWhole, body } = await peeked(streamOf(...parts).body, never, late);
  expect({ bytes: head.length, isWhole }).toEqual({ bytes: 2 * (headBytes - 1), isWhole: false });
  expect(await textOf(body)).toBe(parts.join(''));
});

test('a stream that stalls is left, and closed', async () => {
  let destroyed = false;
  const body: AnswerStream = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
    destroy: () => {
      destroyed = true;
    },
  };
  await expect(peeked(body, AbortSignal.abort(), late)).rejects.toThrow('late');
  expect(destroyed).toBe(true);
});

test('closing what was peeked at closes the stream itself', async () => {
  const { body, destroyed } = streamOf('a'.repeat(headBytes), 'b');
  (await peeked(body, never, late)).body.destroy();
  expect(destroyed()).toBe(1);
});
