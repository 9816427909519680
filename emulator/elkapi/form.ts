import { extname } from 'node:path';
import { z } from 'zod';
import type { Body, Form, FormFile } from '../http/body';
import type { Facts } from '../facts';
import type { ElkError } from './error';
import { LANGUAGES } from './languages';

export type AudioOperation = 'transcriptions' | 'translations';

/** OpenAI's limit applies to the whole request, not just the file. */
export const MAX_REQUEST_BYTES = 25 * 1024 * 1024;

/** The formats whose duration the gateway can determine; it compares the extension case-sensitively. */
const GATEWAY_EXTENSIONS = '.mp3 .wav .flac .m4a .mp4 .ogg .oga .opus .aiff .aif .aifc .webm .aac'.split(' ');
/** The formats that the service behind the gateway decodes. */
const SERVICE_EXTENSIONS = '.flac .m4a .mp3 .mp4 .mpeg .mpga .oga .ogg .wav .webm'.split(' ');

const responseFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] as const;
export type ResponseFormat = (typeof responseFormats)[number];

const common = {
  model: z.string({ required_error: 'you must provide a model parameter' }).min(1),
  prompt: z.string().optional(),
  response_format: z.enum(responseFormats).default('json'),
  temperature: z
    .string()
    .regex(/^\d*\.?\d+$/, 'must be a number')
    .transform(Number)
    .refine((temperature) => temperature <= 1, 'must be between 0 and 1')
    .optional(),
};
const schemas = {
  transcriptions: z
    .object({
      ...common,
      language: z
        .string()
        .refine((language) => LANGUAGES.has(language))
        .optional(),
      chunking_strategy: z.enum(['auto']).optional(),
    })
    .strict(),
  translations: z.object(common).strict(),
};

export type Granularity = 'word' | 'segment';
export interface AudioRequest {
  model: string;
  format: ResponseFormat;
  hasPrompt: boolean;
  hasChunking: boolean;
  granularities: Granularity[];
  file: FormFile;
}

/** Reads the form of a transcription or translation, or returns the service's objection. */
export function readAudioForm(body: Body, operation: AudioOperation, facts: Facts): AudioRequest | ElkError {
  if (!('form' in body)) {
    return { status: 400, message: 'unreadable' in body ? body.unreadable : 'A multipart form is required' };
  }
  const { fields, files } = body.form;
  const granularityField = operation === 'transcriptions' ? granularityFields[facts.elkGranularities] : [];
  const plain = fields.filter(({ name }) => !granularityField.includes(name));
  const twice = repeated([...plain.map(({ name }) => name), ...files.map(({ field }) => field)]);
  if (twice !== undefined) return invalid(`Duplicate parameter: '${twice}'`, twice);

  const parsed = schemas[operation].safeParse(
    Object.fromEntries(plain.map(({ name, value }) => [name, value])),
  );
  if (!parsed.success) return complaint(parsed.error, plain);
  const granularities = z
    .array(z.enum(['word', 'segment']))
    .safeParse(fields.filter(({ name }) => granularityField.includes(name)).map(({ value }) => value));
  if (!granularities.success) {
    return invalid("Invalid value. Supported values are: 'word' and 'segment'.", 'timestamp_granularities');
  }
  const format = parsed.data.response_format;
  if (granularities.data.length > 0 && format !== 'verbose_json') {
    return invalid(
      "timestamp_granularities[] can only be used with response_format 'verbose_json'",
      'timestamp_granularities',
    );
  }
  const file = theFile({ fields, files }, facts);
  if ('status' in file) return file;
  const { model, prompt } = parsed.data;
  return {
    model,
    format,
    hasPrompt: prompt !== undefined,
    hasChunking: plain.some(({ name }) => name === 'chunking_strategy'),
    granularities: granularities.data,
    file,
  };
}

const granularityFields: Record<Facts['elkGranularities'], string[]> = {
  'timestamp_granularities[]': ['timestamp_granularities[]'],
  timestamp_granularities: ['timestamp_granularities'],
  either: ['timestamp_granularities[]', 'timestamp_granularities'],
};

function theFile({ files }: Form, facts: Facts): FormFile | ElkError {
  const stray = files.find(({ field }) => field !== 'file');
  if (stray) return invalid(`Unrecognized request argument supplied: ${stray.field}`, stray.field);
  const [file] = files;
  if (!file) return invalid('file is required', 'file');
  const extension = extname(file.fileName);
  const uncounted = extension === '.webm' && facts.elkWebm === 'count_token_failed';
  if (uncounted || !GATEWAY_EXTENSIONS.includes(extension)) {
    return {
      status: 500,
      message: `error getting audio duration: unsupported audio format: ${extension}`,
      type: 'new_api_error',
      code: 'count_token_failed',
    };
  }
  if (!SERVICE_EXTENSIONS.includes(extension)) return invalid(UNSUPPORTED_FORMAT, 'file');
  return file;
}

export const UNSUPPORTED_FORMAT =
  "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']";

const invalid = (message: string, param: string): ElkError => ({ status: 400, message, param });

const repeated = (names: string[]) => names.find((name, index) => names.indexOf(name) !== index);

function complaint(error: z.ZodError, fields: Form['fields']): ElkError {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return invalid(`Unrecognized request argument supplied: ${key}`, key);
  }
  const param = String(issue?.path[0] ?? '');
  const value = fields.find(({ name }) => name === param)?.value;
  if (param === 'language') {
    return invalid(
      `Invalid language '${value}'. Language parameter must be specified in ISO-639-1 format.`,
      param,
    );
  }
  if (value === undefined) return invalid(issue?.message ?? 'Invalid request', param);
  return invalid(`Invalid value for '${param}': ${issue?.message ?? ''}`, param);
}
