import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Busboy } from '@fastify/busboy';
import type { FileStore, StoredFile } from './storedFile';

export interface FormFile {
  field: string;
  fileName: string;
  type: string;
  stored: StoredFile;
}

export interface Form {
  fields: Array<{ name: string; value: string }>;
  files: FormFile[];
}

export type Body = { json: unknown } | { form: Form } | { unreadable: string };

export type BodyReader = (request: IncomingMessage, store: FileStore) => Promise<Body>;

export const noBody: BodyReader = (request) => {
  request.resume();
  return Promise.resolve({ json: undefined });
};

export const jsonBody: BodyReader = async (request) => {
  const bytes = await buffer(request);
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return { unreadable: 'Content-Type must be application/json' };
  }
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    return { json };
  } catch {
    return { unreadable: 'The request body is not valid JSON' };
  }
};

export const multipartBody: BodyReader = (request, store) => {
  const contentType = request.headers['content-type'];
  if (!contentType?.startsWith('multipart/form-data') || !contentType.includes('boundary=')) {
    return drained(request, 'Content-Type must be multipart/form-data with a boundary');
  }
  const parser = new Busboy({ headers: { ...request.headers, 'content-type': contentType } });
  const form: Form = { fields: [], files: [] };
  const storing: Array<Promise<void>> = [];
  const streams: Readable[] = [];
  const abandon = () => streams.forEach((stream) => stream.destroy(new Error('The form broke off')));

  return new Promise<Body>((resolve, reject) => {
    parser.on('field', (name, value) => form.fields.push({ name, value }));
    parser.on('file', (field, stream, fileName, _encoding, type) => {
      streams.push(stream);
      const stored = store.store(stream).then((file) => {
        form.files.push({ field, fileName, type, stored: file });
      });
      stored.catch(() => undefined); // Awaited at the end; until then its failure is nobody's.
      storing.push(stored);
    });
    parser.on('error', () => {
      abandon();
      request.unpipe(parser);
      resolve(drained(request, 'The multipart body is malformed'));
    });
    parser.on('finish', () => {
      Promise.all(storing).then(() => resolve({ form }), reject);
    });
    request.on('error', (error) => {
      abandon();
      reject(error);
    });
    request.pipe(parser);
  });
};

/** Reads the rest and discards it, so that the client gets to see the refusal. */
async function drained(request: IncomingMessage, unreadable: string): Promise<Body> {
  for await (const chunk of request) void chunk;
  return { unreadable };
}
