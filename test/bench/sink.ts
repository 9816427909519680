import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

export interface Sink {
  url: string;
  /** The URL of a file of this many megabytes. */
  fileUrl(megabytes: number): string;
  /** The path for uploads, which refuses those with fewer megabytes. */
  uploadPath(megabytes: number): string;
  close(): void;
}

const megabyte = Buffer.alloc(1024 * 1024, 1);

/** Serves files of any size, and accepts uploads without storing them, answering as Apikley does. */
export async function startSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    const size = Number(/\/(\d+)-megabytes\b/.exec(request.url ?? '')?.[1]);
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': size * megabyte.length });
      Readable.from(Array.from({ length: size }, () => megabyte)).pipe(response);
      return;
    }
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      const answer =
        bytes > size * megabyte.length
          ? { success: true, code: 200, msg: 'ok', data: { downloadUrl: 'http://files.invalid/audio.mp3' } }
          : { success: false, code: 422, msg: `only ${bytes} bytes arrived`, data: null };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    fileUrl: (megabytes) => `${url}/audio/${megabytes}-megabytes.mp3`,
    uploadPath: (megabytes) => `${url}/${megabytes}-megabytes`,
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
