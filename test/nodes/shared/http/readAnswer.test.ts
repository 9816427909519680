import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import {
  type AnswerStream,
  isAnswerStream,
  toAnswerStream,
} from '../../../../nodes/shared/http/chunksInTime';
import { readAnswer as read } from '../../../../nodes/shared/http/readAnswer';
import { TransportError } from '../../../../transcription/calls/http';

const mebibyte = 1024 * 1024;
const aMinuteMs = 60_000;

const readAnswer = (body: AnswerStream, timeoutMs: number) => read(body, timeoutMs, 64 * mebibyte);

/** The error of a failed reading. */
async function failureOf(reading: Promise<string>): Promise<unknown> {
  return await reading.then(
    () => 'it was read to the end',
    (error: unknown) => error,
  );
}

/** Yields one chunk as often as asked, and counts. */
class Chunks implements AnswerStream {
  given = 0;
  closed = false;
  readonly destroy = jest.fn();

  constructor(
    private readonly chunk: Uint8Array | string,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array | string> {
    try {
      while (this.given < this.most) {
        this.given += 1;
        yield this.chunk;
      }
    } finally {
      this.closed = true;
    }
  }
}

describe('the text', () => {
  const text = '{"text":"Привет, 世界! 🎧 é"}';

  test('is joined from characters that were split across chunks', async () => {
    const bytes = Buffer.from(text);
    for (const size of [1, 2, 3, 5, 7]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      await expect(readAnswer(Readable.from(chunks), aMinuteMs)).resolves.toBe(text);
    }
  });

  test('may arrive as strings, even between bytes', async () => {
    const chunks = [Buffer.from('Привет, '), '世界', Buffer.from('!')];
    await expect(readAnswer(Readable.from(chunks), aMinuteMs)).resolves.toBe('Привет, 世界!');
  });

  test('may be empty', async () => {
    await expect(readAnswer(Readable.from([]), aMinuteMs)).resolves.toBe('');
  });

  test('is read even if some of it is not UTF-8', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x62]);
    await expect(readAnswer(Readable.from([bytes]), aMinuteMs)).resolves.toBe('a\uFFFDb');
  });
});

describe('the size', () => {
  test('may be as large as the request allows', async () => {
    const body = () => new Chunks(Buffer.alloc(1_000, 'x'), 3);
    expect(await read(body(), aMinuteMs, 3_000)).toHaveLength(3_000);
    expect(await failureOf(read(body(), aMinuteMs, 2_999))).toBeInstanceOf(TransportError);
  });

  test('is measured after decompression, and a bomb is unpacked at most one chunk beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    const unpacking = Readable.from([bomb]).pipe(createGunzip({ chunkSize: mebibyte }));
    let unpacked = 0;
    unpacking.on('data', (chunk: Buffer) => (unpacked += chunk.length)).pause();
    expect(await failureOf(read(unpacking, aMinuteMs, 4 * mebibyte))).toMatchObject({
      reason: 'the answer is larger than 4 MiB, the most that is read',
    });
    expect(unpacking.destroyed).toBe(true);
    expect(unpacked).toBeLessThanOrEqual(8 * mebibyte);
  });

  test.each([
    ['bytes', Buffer.alloc(16 * mebibyte, 'x')],
    ['text, which is measured in bytes', 'ё'.repeat(8 * mebibyte)],
  ])(
    'of an answer in %s has the same limit: the answer is abandoned, and its stream closed',
    async (_what, chunk) => {
      const body = new Chunks(chunk);
      const error = await failureOf(readAnswer(body, aMinuteMs));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toMatchObject({
        reason: 'the answer is larger than 64 MiB, the most that is read',
        requestSent: true,
        transient: false,
      });
      expect(body.given).toBe(5);
      expect(body.closed).toBe(true);
    },
  );
});

describe('the timeout', () => {
  /** A timeout that fires on request. */
  const timingOut = () => {
    const timeout = new AbortController();
    const asked = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timeout.signal);
    return { asked, end: () => timeout.abort() };
  };
  afterEach(() => jest.restoreAllMocks());

  test('ends an answer that never ends, and says after how long', async () => {
    const timeout = timingOut();
    const body = new Readable({ read: () => undefined });
    body.push('{"text":');
    const reading = failureOf(readAnswer(body, 1_500));
    expect(timeout.asked).toHaveBeenCalledWith(1_500);
    timeout.end();
    const error = await reading;
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      reason: 'the answer was not complete after 1.5 s',
      requestSent: true,
      transient: true,
    });
    expect(body.destroyed).toBe(true);
  });

  test.each([64_100.000_000_000_01, 0.4, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 33])(
    'may be any number: a paid answer is still read (case %#)',
    async (timeoutMs) => {
      await expect(readAnswer(Readable.from(['Hello']), timeoutMs)).resolves.toBe('Hello');
    },
  );

  test('also ends it if the client waits for the next chunk in a generator that ignores everything else', async () => {
    async function* passedOn() {
      yield Buffer.from('{"text":');
      await new Promise(() => undefined);
    }
    const error = await failureOf(readAnswer(Readable.from(passedOn()), 20));
    expect(error).toMatchObject({ reason: 'the answer was not complete after 0.02 s' });
  });

  test.each([
    ['was read', 3],
    ['was too large', 5],
  ])('no longer affects an answer that %s', async (_how, chunks) => {
    const timeout = timingOut();
    const body = new Chunks(Buffer.alloc(16 * mebibyte), chunks);
    await failureOf(readAnswer(body, aMinuteMs));
    body.destroy.mockClear();
    timeout.end();
    expect(body.destroy).not.toHaveBeenCalled();
  });
});

describe('a server', () => {
  let server: Server;

  /** The answer of a server with this behaviour. */
  async function answerOf(listener: RequestListener): Promise<IncomingMessage> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    return await new Promise((resolve, reject) => {
      get({ port: address.port, host: '127.0.0.1', agent: false }, resolve).on('error', reject);
    });
  }

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  test('has its answer read to the end', async () => {
    const answer = await answerOf((_request, response) => response.end('Привет'));
    await expect(readAnswer(answer, aMinuteMs)).resolves.toBe('Привет');
  });

  test('that begins an answer and goes silent is abandoned', async () => {
    const answer = await answerOf((_request, response) => response.write('{"text":'));
    const error = await failureOf(readAnswer(answer, 20));
    expect(error).toMatchObject({ reason: 'the answer was not complete after 0.02 s', transient: true });
    expect(answer.destroyed).toBe(true);
  });

  test('that sends without end is abandoned', async () => {
    const answer = await answerOf((_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x', () => setImmediate(more));
      };
      more();
    });
    const error = await failureOf(readAnswer(answer, 20));
    expect(error).toMatchObject({ reason: 'the answer was not complete after 0.02 s', transient: true });
  });

  test('that breaks off is reported with the error of the connection', async () => {
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('{"text":', () => response.destroy());
    });
    expect(await failureOf(readAnswer(answer, aMinuteMs))).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('a readable answer', () => {
  test('is a stream', () => {
    expect(isAnswerStream(Readable.from([]))).toBe(true);
    expect(isAnswerStream(new Chunks(''))).toBe(true);
  });

  test('has to be one that can be closed', () => {
    expect(isAnswerStream({ [Symbol.asyncIterator]: () => new Chunks('')[Symbol.asyncIterator]() })).toBe(
      false,
    );
  });

  test.each([undefined, null, '', 'text', 7, {}, [], Buffer.from('text'), { destroy: () => undefined }])(
    'is nothing else (case %#)',
    (body) => {
      expect(isAnswerStream(body)).toBe(false);
    },
  );
});

describe('an answer that is not a stream is read all the same', () => {
  test.each([
    ['a text', '{"text":"Привет"}', '{"text":"Привет"}'],
    ['bytes', Buffer.from('Привет'), 'Привет'],
    ['a buffer', new TextEncoder().encode('Привет').buffer, 'Привет'],
    ['what was parsed already', { text: 'Привет' }, '{"text":"Привет"}'],
    ['a number', 7, '7'],
    ['nothing', undefined, ''],
    ['null', null, ''],
    ['what is no JSON either', () => 7, ''],
  ])('%s', async (_what, body, text) => {
    await expect(readAnswer(toAnswerStream(body), aMinuteMs)).resolves.toBe(text);
  });
});
