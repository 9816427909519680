import { z } from 'zod';
import { optionalNumber, optionalString, realNumber } from '../../transcription/tolerantSchema';

/** OpenAI's error object; `/dashboard`-like endpoints send it with HTTP 200. */
export const errorBodySchema = z.object({
  error: z.union([
    z
      .object({
        message: z.string().min(1),
        type: optionalString,
        code: z
          .union([z.string(), z.number().transform(String)])
          .optional()
          .catch(undefined),
      })
      .transform(({ message, type, code }) => ({ message, type, code, openAi: true })),
    z
      .string()
      .min(1)
      .transform((message) => ({ message, type: undefined, code: undefined, openAi: false })),
  ]),
});

/** Whisper's times are 32-bit floats: 0.58 comes as 0.5799999833106995. */
const optionalSeconds = optionalNumber.transform((seconds) => seconds && Math.round(seconds * 1000) / 1000);

const segmentSchema = z.object({ start: optionalSeconds, end: optionalSeconds, text: z.string() });
export type WhisperSegment = z.infer<typeof segmentSchema>;

const wordSchema = z.object({ word: z.string(), start: optionalSeconds, end: optionalSeconds });

/** A list in which one unreadable entry is left out instead of spoiling the rest. */
const listOf = <Output>(schema: z.ZodType<Output, z.ZodTypeDef, unknown>) =>
  z
    .array(z.unknown())
    .optional()
    .catch(undefined)
    .transform((entries) => entries?.flatMap((entry) => schema.safeParse(entry).data ?? []));

/** `json` has the text only; `verbose_json` may have all of it. */
export const transcriptionSchema = z.object({
  text: z.string(),
  /** A name ("english"), not a code. */
  language: optionalString,
  /** Seconds; a number, once seen as a string. */
  duration: optionalSeconds,
  segments: listOf(segmentSchema),
  words: listOf(wordSchema),
});

export const quotaSchema = z.object({
  /** USD, the whole account's. */
  total_quota: optionalNumber,
  total_used_quota: optionalNumber,
  keys: z
    .array(z.object({ remain_quota: realNumber.optional(), used_quota: realNumber.optional() }))
    .optional()
    .catch(undefined),
});
