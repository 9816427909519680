import { StreamingFile } from '../../../../nodes/shared/http/streamingFile';
import type { AudioFile } from '../../../../transcription/audio/audio';
import { TranscriptionError } from '../../../../transcription/errors';
import { TransportError } from '../../../../transcription/calls/http';
import { audioFile } from '../../../support/audio';

const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
const source = audioFile('звонок 1.mp3', 'audio/mpeg', bytes);

async function contentOf(file: File): Promise<Buffer> {
  const stream: AsyncIterable<Uint8Array> = file.stream();
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The error of reading it to the end. */
const failureOf = async (file: StreamingFile): Promise<unknown> =>
  await contentOf(file).then(
    () => 'it was read to the end',
    (error: unknown) => error,
  );

/** Larger than any source in this file. */
const breaking = (open: AudioFile['open']): AudioFile => ({ ...source, sizeBytes: 2 ** 40, open });

const ofBytes = (sizeBytes: number, ...sizes: number[]): AudioFile => ({
  ...source,
  sizeBytes,
  open: () => sizes.map((size) => new Uint8Array(size)),
});

describe('a streaming file', () => {
  test('reports its size, name and type without being opened', () => {
    const open = jest.fn(() => source.open());
    const file = new StreamingFile({ ...source, open });
    expect(file).toBeInstanceOf(File);
    expect({ size: file.size, name: file.name, type: file.type }).toEqual({
      size: 200_000,
      name: 'звонок 1.mp3',
      type: 'audio/mpeg',
    });
    expect(open).not.toHaveBeenCalled();
  });

  test('may be of an unknown type', () => {
    expect(new StreamingFile({ ...source, mediaType: '' }).type).toBe('');
  });

  test('has the size that its source declares, whatever happens to it', () => {
    expect(new StreamingFile({ ...source, sizeBytes: 5 * 2 ** 30 }).size).toBe(5 * 2 ** 30);
  });

  test('yields its bytes, and again at each reading', async () => {
    const file = new StreamingFile(source);
    const readings = [await contentOf(file), await contentOf(file), await contentOf(file)];
    expect(readings.map((content) => content.equals(bytes))).toEqual([true, true, true]);
    expect(file.failure).toBeUndefined();
  });

  test('yields its bytes to two readers at once', async () => {
    const file = new StreamingFile(source);
    const [one, other] = await Promise.all([contentOf(file), contentOf(file)]);
    expect(one.equals(bytes) && other.equals(bytes)).toBe(true);
  });

  test('yields the bytes of a slow source', async () => {
    const slow: AudioFile = {
      ...source,
      async *open() {
        for await (const chunk of source.open()) {
          await new Promise((resolve) => setImmediate(resolve));
          yield chunk;
        }
      },
    };
    expect((await contentOf(new StreamingFile(slow))).equals(bytes)).toBe(true);
  });

  test('is not read ahead by more than a chunk or two', async () => {
    let read = 0;
    const endless = breaking(function* () {
      for (;;) {
        read += 1;
        yield bytes;
      }
    });
    const reader = new StreamingFile(endless).stream().getReader();
    for (let chunk = 0; chunk < 5; chunk += 1) await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).toBeGreaterThanOrEqual(5);
    expect(read).toBeLessThanOrEqual(8);
    await reader.cancel();
  });

  test('closes its source when it is not read to the end', async () => {
    let closed = false;
    const closing = breaking(async function* () {
      try {
        for (;;) yield bytes;
      } finally {
        closed = true;
      }
    });
    const reader = new StreamingFile(closing).stream().getReader();
    await reader.read();
    await reader.cancel();
    expect(closed).toBe(true);
  });

  test('stays the same object in a form, so that its stream is sent', async () => {
    const file = new StreamingFile(source);
    const form = new FormData();
    form.append('file', file);
    expect(form.get('file')).toBe(file);
    const sent = Buffer.from(await new Response(form).arrayBuffer());
    expect(sent.includes(Buffer.from(bytes))).toBe(true);
    expect(sent.toString('utf8')).toContain('filename="звонок 1.mp3"');
  });
});

describe('a source whose size differs from the one announced', () => {
  /** The bytes that were passed on, and the outcome of the reading. */
  async function handedOn(file: StreamingFile): Promise<{ bytes: number; failed: boolean }> {
    const stream: AsyncIterable<Uint8Array> = file.stream();
    let handed = 0;
    try {
      for await (const chunk of stream) handed += chunk.length;
      return { bytes: handed, failed: false };
    } catch {
      return { bytes: handed, failed: true };
    }
  }

  test.each([
    ['one byte more, in the same chunk', 100, [101], 0],
    ['one byte more, in a chunk of its own', 100, [60, 40, 1], 60],
    ['one byte more, behind an empty chunk', 100, [60, 40, 0, 1], 60],
    ['much more', 100, [60, 1_000_000, 7], 0],
    ['something where nothing was announced', 0, [1], 0],
  ])('has %s: the announced bytes are never all passed on', async (_what, announced, sizes, handed) => {
    const file = new StreamingFile(ofBytes(announced, ...sizes));
    expect(await handedOn(file)).toEqual({ bytes: handed, failed: true });
    expect(file.failure).toMatchObject({
      message: `The audio file has more than the ${announced} bytes that n8n recorded for it.`,
      mayHaveCharged: false,
    });
  });

  test.each([
    ['one byte less', 100, [60, 39], 60],
    ['nothing at all', 100, [], 0],
    ['empty chunks only', 100, [0, 0], 0],
  ])(
    'has %s: the request breaks off instead of waiting for the rest',
    async (_what, announced, sizes, handed) => {
      const file = new StreamingFile(ofBytes(announced, ...sizes));
      expect(await handedOn(file)).toEqual({ bytes: handed, failed: true });
      expect(file.failure).toMatchObject({ name: 'TranscriptionError', mayHaveCharged: false });
    },
  );

  test('may be empty if it was announced as such', async () => {
    const file = new StreamingFile(ofBytes(0));
    expect(await handedOn(file)).toEqual({ bytes: 0, failed: false });
    expect(file.failure).toBeUndefined();
  });
});

describe('a source that breaks', () => {
  const reason = new TranscriptionError('The audio ended after 7 of 9 bytes.', {
    code: 'network',
    retryable: true,
  });

  test('leaves its reason with the file, and aborts the request', async () => {
    const file = new StreamingFile(
      breaking(function* () {
        yield bytes;
        throw reason;
      }),
    );
    expect(await failureOf(file)).toBeInstanceOf(TransportError);
    expect(file.failure).toBe(reason);
  });

  test('may do so before the first byte', async () => {
    const file = new StreamingFile(
      breaking(() => {
        throw reason;
      }),
    );
    expect(await failureOf(file)).toBeInstanceOf(TransportError);
    expect(file.failure).toBe(reason);
  });

  test('may do so while being awaited', async () => {
    const file = new StreamingFile(
      breaking(async function* () {
        yield bytes;
        await Promise.reject(reason);
      }),
    );
    await failureOf(file);
    expect(file.failure).toBe(reason);
  });

  test.each(['gone', 7, null, { message: 'gone' }])(
    'is recognised as broken even if it does not throw an Error (case %#)',
    async (thrown) => {
      const file = new StreamingFile(
        breaking(function* () {
          yield bytes;
          AbortSignal.abort(thrown).throwIfAborted();
        }),
      );
      await failureOf(file);
      expect(file.failure).toMatchObject({ name: 'TranscriptionError', mayHaveCharged: false });
    },
  );

  test('does not show its message in the error of the request', async () => {
    const file = new StreamingFile(
      breaking(() => {
        throw new Error('https://secret.example.com/?token=hush');
      }),
    );
    expect(String(await failureOf(file))).not.toMatch(/secret|hush/);
  });
});
