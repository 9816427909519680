import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Host, Operation } from '../operations';
import type { RequestRecord } from '../recorder';
import type { Body } from './body';

export function recordOf(host: Host, operation: Operation, request: FastifyRequest): RequestRecord {
  const url = new URL(request.url, 'http://emulator');
  return {
    at: Date.now(),
    host,
    operation,
    method: request.method,
    path: decodeURI(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: headersOf(request.headers),
    bodyBytes: 0,
    fields: undefined,
    aborted: false,
  };
}

/** Adds the contents of the body to the record. */
export function describeBody(record: RequestRecord, body: Body): void {
  if ('json' in body) record.fields = body.json;
  if (!('form' in body)) return;
  record.fields = body.form.fields.reduce<Record<string, string | string[]>>((fields, { name, value }) => {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
    return fields;
  }, {});
  const file = body.form.files[0];
  if (!file) return;
  record.fileName = file.fileName;
  record.fileType = file.type;
  record.fileSha256 = file.stored.sha256;
  record.fileBytes = file.stored.bytes;
}

const headersOf = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
