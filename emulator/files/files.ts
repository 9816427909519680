import type { FastifyInstance } from 'fastify';
import { marked } from '../apikley/envelope';
import { scribeResult } from '../apikley/resultJson';
import { jsonAnswer, type Answer } from '../http/answer';
import { noBody } from '../http/body';
import { addNotFound, addRoute } from '../http/route';
import { stateOf } from '../tasks';
import type { World } from '../world';
import { openServed, servedBytes, type ServedFile } from './library';

const notFound: Answer = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };

/** The host beside the API: audio at /audio, uploads at /uploads, result files at /results. It requires no key. */
export function files(app: FastifyInstance, world: World): void {
  addRoute(app, 'files', world, {
    operation: 'audio',
    method: 'GET',
    url: '/audio/:name',
    read: noBody,
    subject: ({ record, params }) => ({ path: record.path, fileName: params.name }),
    handle: ({ params }) => serveFile(world.library.find(params.name ?? '')),
  });
  addRoute(app, 'files', world, {
    operation: 'audio',
    method: 'GET',
    url: '/uploads/*',
    read: noBody,
    subject: ({ record, params }) => ({ path: record.path, fileName: params['*'] }),
    handle: ({ params }) => serveFile(world.library.findUpload(params['*'] ?? '')),
  });
  addRoute(app, 'files', world, {
    operation: 'resultFile',
    method: 'GET',
    url: '/results/:file',
    read: noBody,
    subject: ({ record, params }) => ({ path: record.path, taskId: params.file?.replace(/\.json$/, '') }),
    handle: ({ params }) => {
      const task = world.tasks.find(params.file?.replace(/\.json$/, '') ?? '');
      if (!task?.speech || stateOf(task) !== 'success') return notFound;
      return marked(world.facts, jsonAnswer(200, scribeResult(task, task.speech, world.facts)));
    },
  });
  addNotFound(app, 'files', world, () => notFound);
}

function serveFile(file: ServedFile | undefined): Answer {
  if (!file) return notFound;
  const headers: Record<string, string> = { ...file.headers };
  if (file.contentType) headers['content-type'] = file.contentType;
  if (file.contentDisposition) headers['content-disposition'] = file.contentDisposition;
  if (!file.chunked) headers['content-length'] = String(servedBytes(file));
  return { status: 200, headers, body: () => openServed(file) };
}
