import type { FastifyInstance } from 'fastify';
import { jsonAnswer } from '../http/answer';
import { addNotFound, addRoute } from '../http/route';
import type { World } from '../world';
import { createTask } from './createTask';
import { credit } from './credit';
import { envelope } from './envelope';
import { recordInfo } from './recordInfo';
import { uploads } from './upload';

export function apikley(app: FastifyInstance, world: World): void {
  for (const route of [createTask(world), recordInfo(world), credit(world), ...uploads(world)]) {
    addRoute(app, 'apikley', world, route);
  }
  addNotFound(app, 'apikley', world, () => jsonAnswer(404, envelope(world.facts, 404, 'Not Found', null)));
}
