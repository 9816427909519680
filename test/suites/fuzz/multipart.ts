import { Busboy } from '@fastify/busboy';

export interface ParsedForm {
  fields: Array<[name: string, value: string]>;
  files: Array<{ field: string; fileName: string; mediaType: string; content: string }>;
}

/** Reads a body with a third-party parser. */
export async function parsedForm(contentType: string, body: Buffer): Promise<ParsedForm> {
  const form: ParsedForm = { fields: [], files: [] };
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { fieldSize: Number.POSITIVE_INFINITY },
  });
  parser.on('field', (name, value) => form.fields.push([name, value]));
  parser.on('file', (field, stream, fileName, _encoding, mediaType) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      form.files.push({ field, fileName, mediaType, content: Buffer.concat(chunks).toString('latin1') });
    });
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('finish', () => resolve());
    parser.on('error', reject);
    parser.end(body);
  });
  return form;
}

/** A text as sent in any form: well-formed Unicode with CRLF line ends. */
export const asCarried = (text: string): string =>
  Buffer.from(text)
    .toString()
    .replace(/\r\n|\r|\n/g, '\r\n');
