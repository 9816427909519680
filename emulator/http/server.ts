import { appendFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';

/** A loopback-only server that leaves bodies unread and closes without waiting for its clients. */
export function newServer(): FastifyInstance {
  const app = Fastify({
    bodyLimit: Number.MAX_SAFE_INTEGER,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  return app;
}

/** Listens on `port`, or on a free one, and returns the origin. */
export const listen = (app: FastifyInstance, port = 0): Promise<string> =>
  app.listen({ port, host: '127.0.0.1' });

/** Records every byte that clients send, whatever becomes of it. */
export function tapTo(app: FastifyInstance, file: string): void {
  app.server.on('connection', (socket) => {
    socket.on('data', (chunk: Buffer) => appendFileSync(file, chunk));
  });
}
