import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { UndiciClient } from '../../live/undiciClient';
import type { HttpRequest } from '../../transcription/calls/http';

const client = new UndiciClient('sk-0123456789');
afterAll(() => client.close());

let server: Server;
afterEach(() => server.close());

async function requestTo(answering: Server, maxAnswerBytes: number): Promise<HttpRequest> {
  server = answering.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.custom<AddressInfo>().parse(server.address());
  const url = `http://127.0.0.1:${port}/`;
  return { method: 'GET', url, authenticated: false, timeoutMs: 20_000, maxAnswerBytes };
}

test('an answer that unpacks to more than may be read is given up, without its end', async () => {
  const block = Buffer.alloc(64 * 1024, ' ');
  const endless = Readable.from(
    (function* () {
      for (;;) yield block;
    })(),
  );
  let gone: Promise<unknown> | undefined;
  const answering = createServer((_request, response) => {
    gone = once(response, 'close');
    response.writeHead(200, { 'content-encoding': 'gzip' });
    void pipeline(endless, createGzip(), response).catch(() => undefined);
  });
  const request = await requestTo(answering, 1024 * 1024);
  await expect(client.send(request)).rejects.toMatchObject({
    name: 'TransportError',
    message: 'the answer is larger than 1 MiB, the most that is read',
    transient: false,
    requestSent: true,
  });
  // The connection is closed, or the rest of it would be received for nobody.
  await gone;
});

test('an answer that is just as large as it may be is read whole', async () => {
  const text = 'ä'.repeat(50_000);
  const answering = createServer((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(text));
  });
  const { body } = await client.send(await requestTo(answering, 100_000));
  expect(body === text).toBe(true);
});
