import { z } from 'zod';
import { toMilliseconds } from '../../transcription/milliseconds';
import { listOf, optionalNumber, optionalString } from '../../transcription/tolerantSchema';

/** OpenAI's error object. `/dashboard`-like endpoints send it with HTTP 200. */
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

/** A segment's text is in `text`. A word's is in `word`, or in `text` with some gateways. */
const partOf =
  (...names: readonly string[]) =>
  (value: unknown): SpokenPart | undefined => {
    if (!isObject(value)) return undefined;
    const text = names.map((name) => value[name]).find((field) => typeof field === 'string');
    if (typeof text !== 'string') return undefined;
    return { text, start: secondsOf(value.start), end: secondsOf(value.end) };
  };

/** Whether a value is an object and not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The longest plausible number in text form, such as "0.5799999833106995". */
const longestNumber = 40;

/** Whisper's timestamps are 32-bit floats, so 0.58 arrives as 0.5799999833106995. Some gateways send them as text. */
function secondsOf(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.length <= longestNumber && /^\s*-?\d/.test(value);
  const seconds = isText ? Number(value) : value;
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= Number.MAX_SAFE_INTEGER)) return undefined;
  return toMilliseconds(seconds);
}

/** `json` has only the text; `verbose_json` may have all fields. */
export const transcriptionSchema = z.object({
  text: optionalString,
  /** A name ("english"), not a code. */
  language: optionalString,
  /** In seconds. A number; seen once as a string. */
  duration: z.unknown().transform((value) => {
    const seconds = secondsOf(value);
    return seconds !== undefined && seconds >= 0 ? seconds : undefined;
  }),
  segments: listOf(partOf('text')),
  words: listOf(partOf('word', 'text')),
});

export type Transcription = z.infer<typeof transcriptionSchema>;

export const quotaSchema = z.object({
  /** In USD, for the whole account. */
  total_quota: optionalNumber,
  total_used_quota: optionalNumber,
  /** Read only if there is a single key: with several, the one in use is unknown. */
  keys: z
    .tuple([z.object({ remain_quota: optionalNumber })])
    .optional()
    .catch(undefined),
});
