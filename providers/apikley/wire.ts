import { z } from 'zod';
import { optionalNumber, optionalString, realNumber } from '../../transcription/tolerantSchema';

/** Every answer. `msg` is sometimes spelt `message`. */
export const envelopeSchema = z
  .object({
    code: optionalNumber,
    success: z.boolean().optional().catch(undefined),
    msg: optionalString,
    message: optionalString,
    data: z.unknown(),
  })
  .transform(({ msg, message, ...rest }) => ({ ...rest, msg: msg ?? message ?? '' }));

export type Envelope = z.infer<typeof envelopeSchema>;

/** An ID is a text; should it come as a number, the task behind it is paid for all the same. */
const optionalId = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

export const createdTaskSchema = z
  .object({ taskId: optionalId, recordId: optionalId })
  .transform(({ taskId, recordId }) => ({ taskId: taskId || recordId }));

export const taskDetailsSchema = z.object({
  taskId: optionalString,
  model: optionalString,
  state: z.string(),
  /** What the task was created with, as JSON in a string. */
  param: z.unknown(),
  /** A JSON string; tolerated as the object itself. */
  resultJson: z.unknown(),
  failCode: z.union([z.string(), z.number()]).optional().catch(undefined),
  failMsg: optionalString,
  /** Unix milliseconds. `costTime` is left out on purpose: its unit is not reliable. */
  createTime: optionalNumber,
  completeTime: optionalNumber,
  creditsConsumed: optionalNumber,
});

export type TaskDetails = z.infer<typeof taskDetailsSchema>;

/** May be fractional. */
export const creditSchema = z.union([
  realNumber,
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(realNumber),
]);

/** No answer leads anywhere but to a web server. */
const webAddress = z
  .string()
  .url()
  .regex(/^https?:/i);

export const uploadedFileSchema = z.object({ downloadUrl: webAddress });

export const wordSchema = z.object({
  text: z.string(),
  /** `word`, `spacing` or `audio_event`; anything else with a text counts as a word. */
  type: z.string().catch('word'),
  start: optionalNumber,
  end: optionalNumber,
  speaker_id: z.string().min(1).optional().catch(undefined),
});

export type ScribeWord = z.infer<typeof wordSchema>;

/** A list in which one unreadable word is left out instead of spoiling the rest. */
const wordsSchema = z
  .array(z.unknown())
  .catch([])
  .transform((words) => words.flatMap((word) => wordSchema.safeParse(word).data ?? []));

const channelSchema = z.object({
  channel_index: optionalNumber,
  language_code: optionalString,
  language_probability: optionalNumber,
  text: optionalString,
  words: wordsSchema.optional(),
  audio_duration_secs: optionalNumber,
});

export type ScribeChannel = z.infer<typeof channelSchema>;

/** A result: one channel at the root, or several in `transcripts`. */
export const scribeResultSchema = channelSchema.extend({
  transcripts: z.array(channelSchema).optional().catch(undefined),
});

export type ScribeResult = z.infer<typeof scribeResultSchema>;

/** Where a result may be: in `resultObject`, at the root, or behind a URL. */
export const resultJsonSchema = z
  .object({
    resultObject: z.unknown(),
    // Those that cannot be read are not the same as none: the recording was not silent.
    resultUrls: z
      .array(webAddress)
      .nullish()
      .transform((urls) => urls ?? undefined)
      .catch([]),
  })
  .passthrough();
