import { createServer } from 'node:net';

import { systemErrorCode } from './failure';

const loopback = '127.0.0.1';

/** Listens briefly and returns the port; 0 asks the system for a free one. */
function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('The probe had no address.'));
      });
    });
  });
}

/** A port that nothing listens on. Another process may take it before it is used, so be ready to retry. */
export function freePort(): Promise<number> {
  return probe(0);
}

export async function isPortFree(port: number): Promise<boolean> {
  try {
    await probe(port);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    // EACCES: a port below 1024 without the right to use it is as good as taken.
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
    throw error;
  }
}

export function portInUseMessage(port: number): string {
  return [
    `Port ${port} is in use by another program (perhaps an n8n that is still running).`,
    `Stop that program, or choose another port: npm start -- --port ${port + 10}`,
  ].join('\n');
}
