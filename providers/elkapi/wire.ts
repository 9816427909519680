import { z } from 'zod';
import { listOf, optionalNumber, optionalString } from '../../transcription/tolerantSchema';

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

export interface SpokenPart {
  text: string;
  start: number | undefined;
  end: number | undefined;
}

/** A segment has its text in `text`; a word in `word`, with some gateways in `text`. */
const partOf =
  (...names: readonly string[]) =>
  (value: unknown): SpokenPart | undefined => {
    if (!isObject(value)) return undefined;
    const text = names.map((name) => value[name]).find((field) => typeof field === 'string');
    if (typeof text !== 'string') return undefined;
    return { text, start: secondsOf(value.start), end: secondsOf(value.end) };
  };

/** Whether a value has properties that can be read; a list is none. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The longest number that makes sense as text, such as "0.5799999833106995". */
const longestNumber = 40;

/** Whisper's times are 32-bit floats, 0.58 comes as 0.5799999833106995; some gateways write them as text. */
function secondsOf(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.length <= longestNumber && /^\s*-?\d/.test(value);
  const seconds = isText ? Number(value) : value;
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= Number.MAX_SAFE_INTEGER)) return undefined;
  return Math.round(seconds * 1000) / 1000;
}

/** `json` has the text only; `verbose_json` may have all of it. */
export const transcriptionSchema = z.object({
  text: optionalString,
  /** A name ("english"), not a code. */
  language: optionalString,
  /** Seconds; a number, once seen as a string. */
  duration: z.unknown().transform((value) => {
    const seconds = secondsOf(value);
    return seconds !== undefined && seconds >= 0 ? seconds : undefined;
  }),
  segments: listOf(partOf('text')),
  words: listOf(partOf('word', 'text')),
});

export type Transcription = z.infer<typeof transcriptionSchema>;

export const quotaSchema = z.object({
  /** USD, the whole account's. */
  total_quota: optionalNumber,
  total_used_quota: optionalNumber,
  /** Of several it is not known which one is meant, so only a single one is read. */
  keys: z
    .tuple([z.object({ remain_quota: optionalNumber })])
    .optional()
    .catch(undefined),
});
