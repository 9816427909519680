import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

export interface Sink {
  url: string;
  close(): void;
}

const megabyte = Buffer.alloc(1024 * 1024, 1);

/** Serves a large file at /audio/…, and takes any upload, keeping nothing and answering as Apikley does. */
export async function startSink(megabytes: number): Promise<Sink> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, {
        'content-type': 'audio/mpeg',
        'content-length': megabytes * megabyte.length,
      });
      Readable.from(Array.from({ length: megabytes }, () => megabyte)).pipe(response);
      return;
    }
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      const complete = bytes > megabytes * megabyte.length;
      const answer = complete
        ? { success: true, code: 200, msg: 'ok', data: { downloadUrl: 'http://files.invalid/audio.mp3' } }
        : { success: false, code: 422, msg: `only ${bytes} bytes arrived`, data: null };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new TypeError('the sink has no port');
  return address;
}
