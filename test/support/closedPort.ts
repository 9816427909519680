import { once } from 'node:events';
import { createServer } from 'node:net';

/** The address of a server that has just closed, so connections are refused. */
export async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The server had no port');
  return `http://127.0.0.1:${address.port}`;
}
