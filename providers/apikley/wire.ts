import { z } from 'zod';
import { optionalNumber, optionalString, realNumber } from '../../transcription/tolerantSchema';
import { taskState } from './taskState';

/** Every answer. `msg` is sometimes spelt `message`, and `code` may be missing or a string. */
export const envelopeSchema = z.object({
  code: optionalNumber,
  success: z.boolean().optional().catch(undefined),
  msg: optionalString,
  message: optionalString,
  data: z.unknown(),
});

export const taskDetailsSchema = z.object({
  model: optionalString,
  state: z.string().transform(taskState),
  /** The parameters that created the task, as JSON in a string. */
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

/** Only web addresses are accepted from an answer. */
export const webAddress = z
  .string()
  .url()
  .regex(/^https?:/i);

export const uploadedFileSchema = z.object({ downloadUrl: webAddress });

/** A token of a result: a word, the spacing after it, or a sound. Timestamps are in seconds. */
export interface ScribeWord {
  text: string;
  /** `word`, `spacing` or `audio_event`. Any other type with text counts as a word. */
  type: string;
  start: number | undefined;
  end: number | undefined;
  speaker: string | undefined;
}

export interface ScribeChannel {
  index: number | undefined;
  language: string | undefined;
  languageProbability: number | undefined;
  durationSeconds: number | undefined;
  text: string | undefined;
  words: ScribeWord[];
}

/** One channel at the root, or several in `transcripts`; there is always at least one. */
export interface ScribeResult {
  channels: ScribeChannel[];
  durationSeconds: number | undefined;
}
