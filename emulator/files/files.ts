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
    handle: ({ params, record }) => serveFile(world.library.find(params.name ?? ''), record.headers.range),
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
    subject: ({ record, params }) => {
      const taskId = taskIdOf(params);
      return { path: record.path, taskId, sha256: world.tasks.find(taskId)?.sha256 };
    },
    handle: ({ params }) => {
      const task = world.tasks.find(taskIdOf(params));
      if (!task?.speech || stateOf(task) !== 'success') return notFound;
      return marked(world.facts, jsonAnswer(200, scribeResult(task, task.speech, world.facts)));
    },
  });
  addNotFound(app, 'files', world, () => notFound);
}

const taskIdOf = ({ file = '' }: Record<string, string>) => file.replace(/\.json$/, '');

/** "bytes=100-": the only kind of range that a download goes on with. */
function rangeStart(range: string | undefined): number | undefined {
  const start = /^bytes=(\d+)-$/.exec(range ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

function serveFile(file: ServedFile | undefined, range?: string): Answer {
  if (!file) return notFound;
  const headers: Record<string, string> = { ...file.headers };
  if (file.contentType) headers['content-type'] = file.contentType;
  if (file.contentDisposition) headers['content-disposition'] = file.contentDisposition;
  if (!file.chunked) headers['content-length'] = String(servedBytes(file));
  const start = rangeStart(range);
  const size = servedBytes(file);
  if (file.ranges) headers['accept-ranges'] = 'bytes';
  if (file.ranges && start !== undefined && start < size) {
    headers['content-length'] = String(size - start);
    headers['content-range'] = `bytes ${start}-${size - 1}/${size}`;
    return { status: 206, headers, body: () => openServed(file, start) };
  }
  return { status: 200, headers, body: () => openServed(file) };
}
