import { z } from 'zod';
import { jsonAnswer, type Answer } from '../http/answer';
import { jsonBody, multipartBody, type Form } from '../http/body';
import type { Exchange, Route } from '../http/route';
import { memoryFile, type StoredFile } from '../http/storedFile';
import { mediaTypeOf } from '../files/mediaType';
import type { World } from '../world';
import { validationMessage, withKey } from './access';
import { envelope, marked, refusal } from './envelope';
import { fetchFile } from './fetchFile';

const uploadPath = z
  .string()
  .min(1)
  .regex(/^[^/]/, 'must not begin with a slash')
  .regex(/[^/]$/, 'must not end with a slash')
  .refine((path) => !path.split('/').includes('..'), 'must not leave its folder');
const fileName = z
  .string()
  .min(1)
  .regex(/^[^/\\]+$/, 'must not hold a slash');

const formSchema = z.object({ uploadPath, fileName: fileName.optional() }).strict();
const base64Schema = z
  .object({ base64Data: z.string().min(1), uploadPath, fileName: fileName.optional() })
  .strict();
const urlSchema = z.object({ fileUrl: z.string().url(), uploadPath, fileName: fileName.optional() }).strict();

interface Upload {
  uploadPath: string;
  fileName: string;
  mimeType: string;
  stored: StoredFile;
}

const route = (
  world: World,
  path: string,
  read: Route['read'],
  accept: (exchange: Exchange) => Promise<Upload | string> | Upload | string,
): Route => ({
  operation: 'upload',
  method: 'POST',
  url: `/file-upload/api/${path}`,
  read,
  subject: ({ record }) => ({ path: record.path, fileName: record.fileName }),
  handle: withKey(world, async (exchange) => {
    const upload = await accept(exchange);
    return typeof upload === 'string' ? refusedUpload(world, upload) : stored(world, upload);
  }),
});

/** The three ways to upload: a multipart stream, base64 in JSON, and a URL to fetch. */
export const uploads = (world: World): Route[] => [
  route(world, 'file-stream-upload', multipartBody, ({ body }) =>
    'form' in body ? fromForm(body.form) : 'unreadable' in body ? body.unreadable : 'file: Required',
  ),
  route(world, 'file-base64-upload', jsonBody, ({ body }) => {
    const asked = base64Schema.safeParse('json' in body ? body.json : undefined);
    if (!asked.success) return validationMessage(asked.error);
    const { base64Data, fileName = 'file', ...rest } = asked.data;
    const declared = /^data:([^;,]+);base64,/.exec(base64Data);
    const bytes = Buffer.from(base64Data.slice(declared?.[0].length ?? 0), 'base64');
    return { ...rest, fileName, mimeType: declared?.[1] ?? mediaTypeOf(fileName), stored: memoryFile(bytes) };
  }),
  route(world, 'file-url-upload', jsonBody, async ({ body }) => {
    const asked = urlSchema.safeParse('json' in body ? body.json : undefined);
    if (!asked.success) return validationMessage(asked.error);
    const { fileUrl, uploadPath: folder, fileName: name } = asked.data;
    const fetched = await fetchFile(fileUrl, world, Infinity);
    if (fetched.kind !== 'fetched') return 'fileUrl: the file could not be read';
    const own = name ?? (decodeURIComponent(new URL(fileUrl).pathname.split('/').at(-1) ?? '') || 'file');
    return {
      uploadPath: folder,
      fileName: own,
      mimeType: fetched.type || mediaTypeOf(own),
      stored: fetched.file,
    };
  }),
];

function fromForm({ fields, files }: Form): Upload | string {
  const names = [...fields.map(({ name }) => name), ...files.map(({ field }) => field)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `${twice}: given more than once`;
  const stray = files.find(({ field }) => field !== 'file');
  if (stray) return `${stray.field}: unknown file field`;
  const [file] = files;
  if (!file) return 'file: Required';
  const asked = formSchema.safeParse(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
  if (!asked.success) return validationMessage(asked.error);
  const name = asked.data.fileName ?? file.fileName;
  if (!fileName.safeParse(name).success) return 'fileName: Required';
  return {
    uploadPath: asked.data.uploadPath,
    fileName: name,
    mimeType: isSilent(file.type) ? mediaTypeOf(name) : file.type,
    stored: file.stored,
  };
}

/** The parser's default for a part without a type, and the generic type: in both cases the file name decides. */
const isSilent = (type: string) => type === 'text/plain' || type === 'application/octet-stream';

function stored(
  world: World,
  { uploadPath: folder, fileName: name, mimeType, stored: file }: Upload,
): Answer {
  const filePath = `${folder}/${name}`;
  world.library.putUpload(filePath, { stored: file, contentType: mimeType }, world.facts.staleUploads);
  const data = {
    fileName: name,
    filePath,
    downloadUrl: `${world.urls.files}/uploads/${filePath.split('/').map(encodeURIComponent).join('/')}`,
    fileSize: file.bytes,
    mimeType,
    uploadedAt: new Date().toISOString(),
  };
  const answer = { success: true, ...envelope(world.facts, 200, 'File uploaded successfully', data) };
  return marked(world.facts, jsonAnswer(200, answer));
}

function refusedUpload({ facts }: World, why: string): Answer {
  const { status } = refusal(facts, 422, why);
  return marked(facts, jsonAnswer(status, { success: false, ...envelope(facts, 422, why, null) }));
}
