import type { FastifyInstance } from 'fastify';
import { addNotFound, addRoute } from '../http/route';
import type { World } from '../world';
import { elkError } from './error';
import { models } from './models';
import { transcribe } from './transcribe';

export function elkapi(app: FastifyInstance, world: World): void {
  for (const route of [
    transcribe(world, 'transcriptions'),
    transcribe(world, 'translations'),
    models(world),
  ]) {
    addRoute(app, 'elkapi', world, route);
  }
  addNotFound(app, 'elkapi', world, ({ record }) =>
    elkError(world, { status: 404, message: `Invalid URL (${record.method} ${record.path})` }),
  );
}
