import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type OutgoingHttpHeaders } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { ApikleyTrigger } from '../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { Transcribe } from '../../nodes/Transcribe/Transcribe.node';
import { createHttpClient } from '../../nodes/shared/http/httpClient';
import { openUrlAudio } from '../../nodes/Transcribe/audio/urlAudio';
import { type Engine, startEngine } from './engine';

/* The bridge on n8n's own HTTP helper, and what really goes over the connection. */

const timeoutMs = 20_000;
const maxAnswerBytes = 2 ** 20;

const addresses = z.object({ from: z.string(), to: z.string() });

/** Sends the file at one URL to another, as a provider would. */
const forwarding: INodeType = {
  description: new Transcribe().description,
  async execute() {
    const { from, to } = addresses.parse(this.getInputData()[0]?.json);
    const client = createHttpClient(this, 'elkApi', 'sk-0123456789');
    const { file, release } = await openUrlAudio(this, { url: from, timeoutMs, addresses: 'any' });
    const body = { kind: 'multipart' as const, parts: [['model', 'whisper-1'] as const], file };
    try {
      const sent = { method: 'POST' as const, url: to, body, authenticated: false };
      const answer = await client.send({ ...sent, timeoutMs, maxAnswerBytes });
      return [[{ json: { status: answer.status, body: answer.body } }]];
    } finally {
      release();
    }
  },
};

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ action: forwarding, trigger: new ApikleyTrigger() }, 'default', {});
});
afterAll(() => engine.close());

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

async function urlOf(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const isPort = (value: typeof address): value is AddressInfo => typeof value === 'object' && value !== null;
  if (!isPort(address)) throw new TypeError('the server has no port');
  return `http://127.0.0.1:${address.port}/call.mp3`;
}

/** A server that gives the same answer to every request. */
const giving = (content: Buffer, headers: OutgoingHttpHeaders): Promise<string> =>
  urlOf(
    createHttpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', connection: 'close', ...headers });
      response.end(content);
    }),
  );

interface Received {
  /** For each connection: the length its first request announced, and what came after the headers. */
  announced: number;
  bytes: number;
  text: string;
}

/** A service that records what arrives on each connection, and answers complete requests. */
async function counting(answer: Buffer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')) {
  const received: Received[] = [];
  const server = createTcpServer((socket) => {
    let content = Buffer.alloc(0);
    const connection: Received = { announced: Number.POSITIVE_INFINITY, bytes: 0, text: '' };
    received.push(connection);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      content = Buffer.concat([content, chunk]);
      const head = content.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /content-length: (\d+)/i.exec(content.toString('latin1', 0, head))?.[1];
      connection.announced = Number(length);
      connection.bytes = content.length - head - 4;
      connection.text = content.toString('latin1', head + 4);
      if (connection.bytes >= connection.announced) socket.end(answer);
    });
  });
  return { url: await urlOf(server), received };
}

async function forward(from: string, to: string) {
  const run = await engine.run({ parameters: {} }, [{ json: { from, to } }]);
  return { answer: run.outputs[0]?.[0]?.json, message: run.error?.message };
}

/** Looks like a second request smuggled in, after incompressible content that fills many chunks. */
const smuggled = 'POST /v1/audio/transcriptions HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';
const audio = Buffer.concat([randomBytes(600_000), Buffer.from(smuggled.repeat(20_000))]);

describe('a download that yields more than its server announced', () => {
  test.each([
    ['gzip', gzipSync(audio)],
    ['x-gzip', gzipSync(audio)],
    ['deflate', deflateSync(audio)],
    ['br', brotliCompressSync(audio)],
  ])(
    'packed as %s although not requested, never completes a request or smuggles in a second one',
    async (encoding, packed) => {
      const service = await counting();
      const from = await giving(packed, { 'content-encoding': encoding, 'content-length': packed.length });
      const { answer, message } = await forward(from, service.url);
      expect(answer).toBeUndefined();
      expect(message).toContain(`it is larger than the ${packed.length} bytes that its server announced`);
      expect(service.received).toHaveLength(1);
      for (const { announced, bytes } of service.received) {
        expect(announced).toBeGreaterThan(packed.length);
        expect(bytes).toBeLessThan(packed.length);
      }
    },
  );
});

test('a download that yields less than announced after decompression completes no request', async () => {
  const noise = randomBytes(200_000);
  const packed = gzipSync(noise, { level: 0 });
  const service = await counting();
  const from = await giving(packed, { 'content-encoding': 'gzip', 'content-length': packed.length });
  const { message } = await forward(from, service.url);
  expect(message).toContain(`it ended after 200000 of ${packed.length} bytes`);
  for (const { announced, bytes } of service.received) expect(bytes).toBeLessThan(announced);
});

test('a download compressed in a way that n8n can not undo is refused with a message, and nothing is sent', async () => {
  const service = await counting();
  const from = await giving(audio, { 'content-encoding': 'snappy', 'content-length': audio.length });
  const { message } = await forward(from, service.url);
  expect(message).toContain('the server sends it compressed (snappy), although it was asked not to');
  expect(service.received).toEqual([]);
});

describe('a download is sent unchanged, in one request of the announced length', () => {
  test.each<[string, Buffer, OutgoingHttpHeaders]>([
    ['with its length', audio, { 'content-length': audio.length }],
    ['as identity', audio, { 'content-length': audio.length, 'content-encoding': 'identity' }],
    ['without a length', audio, { 'transfer-encoding': 'chunked' }],
    ['packed, without a length', gzipSync(audio), { 'content-encoding': 'gzip' }],
  ])('%s', async (_how, content, headers) => {
    const service = await counting();
    const { answer, message } = await forward(await giving(content, headers), service.url);
    expect({ answer, message }).toEqual({ answer: { status: 200, body: '{}' }, message: undefined });
    expect(service.received).toHaveLength(1);
    const [{ announced, bytes, text } = { announced: 0, bytes: -1, text: '' }] = service.received;
    expect(bytes).toBe(announced);
    expect(text).toContain(audio.toString('latin1'));
  });
});

describe('a small download that was packed unasked is sent as it is after unpacking', () => {
  const small = Buffer.concat([Buffer.alloc(50), randomBytes(400)]);
  test.each([
    ['gzip', gzipSync(small)],
    ['gzip', gzipSync(small, { level: 0 })],
    ['br', brotliCompressSync(small)],
  ])('%s', async (encoding, packed) => {
    const service = await counting();
    const from = await giving(packed, { 'content-encoding': encoding, 'content-length': packed.length });
    expect(await forward(from, service.url)).toMatchObject({ answer: { status: 200 } });
    expect(service.received).toHaveLength(1);
    const [received] = service.received;
    expect(received?.bytes).toBe(received?.announced);
    expect(received?.text).toContain(small.toString('latin1'));
  });
});

describe('a redirect', () => {
  /** A server that answers each path with a redirect to another, or with the recording. */
  const redirecting = (to: Record<string, string>, headers: OutgoingHttpHeaders = {}) =>
    urlOf(
      createHttpServer((request, response) => {
        const location = to[request.url ?? ''];
        response.writeHead(location === undefined ? 200 : 302, {
          'content-type': 'audio/mpeg',
          connection: 'close',
          ...(location === undefined ? headers : { location: Buffer.from(location).toString('latin1') }),
        });
        response.end(location === undefined ? audio : 'moved');
      }),
    );
  const sentAs = async (from: string) => {
    const service = await counting();
    const { message } = await forward(from, service.url);
    return message ?? /filename="([^"]*)"/.exec(service.received[0]?.text ?? '')?.[1];
  };

  test('is followed, and names the recording by where it led', async () => {
    const from = await redirecting({ '/call.mp3': '/a', '/a': './deeper/Grüße.ogg' });
    expect(await sentAs(from)).toMatch(/^Gr.*\.ogg$/);
  });

  test('names the recording by its header all the same', async () => {
    const from = await redirecting(
      { '/call.mp3': '/a.ogg' },
      { 'content-disposition': 'attachment; filename=my interview.wav' },
    );
    expect(await sentAs(from)).toBe('my interview.wav');
  });

  test('keeps the login of an address for its own server only', async () => {
    const seen: Array<[string | undefined, string | undefined]> = [];
    const server = (location?: () => string) =>
      urlOf(
        createHttpServer((request, response) => {
          seen.push([request.url, request.headers.authorization]);
          const to = request.url === '/call.mp3' ? '/b.mp3' : location?.();
          response.writeHead(to === undefined ? 200 : 302, {
            'content-type': 'audio/mpeg',
            connection: 'close',
            ...(to !== undefined && { location: to }),
          });
          response.end(audio);
        }),
      );
    const other = (await server()).replace('call', 'c');
    const from = await server(() => other);
    await sentAs(from.replace('//', '//me:secret@'));
    const login = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect(seen).toEqual([
      ['/call.mp3', login],
      ['/b.mp3', login],
      ['/c.mp3', undefined],
    ]);
  });

  test('in circles ends', async () => {
    const from = await redirecting({ '/call.mp3': '/a', '/a': '/call.mp3' });
    expect(await sentAs(from)).toContain('it was redirected more than 21 times');
  });

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/a.mp3', 'http://['])(
    'to something else than a web address is not followed: %s',
    async (location) => {
      expect(await sentAs(await redirecting({ '/call.mp3': location }))).toContain('the server answered 302');
    },
  );
});

test('a compression bomb instead of an answer is unpacked only up to the limit of its request', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20));
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
  const service = await counting(Buffer.concat([Buffer.from(head), bomb]));
  const from = await giving(audio, { 'content-length': audio.length });
  const { message } = await forward(from, service.url);
  expect(message).toContain('the answer is larger than 1 MiB, the most that is read');
});
