import { isRecord } from '../../transcription/isRecord';
import { z } from 'zod';
import { toMilliseconds } from '../../transcription/milliseconds';
import { oneLine } from '../../transcription/text/oneLine';
import { listOf, optionalNumber, optionalString } from '../../transcription/tolerantSchema';

/** OpenAI's error object. `/dashboard`-like endpoints send it with HTTP 200. */
export const errorBodySchema = z.object({
  error: z.union([
    z
      .object({
        message: z.string().min(1),
        type: optionalString,
        param: optionalString,
        code: z
          .union([z.string(), z.number().transform(String)])
          .optional()
          .catch(undefined),
      })
      .transform(({ message, type, param, code }) => ({ message, type, param, code, openAi: true })),
    z
      .string()
      .min(1)
      .transform((message) => ({
        ...{ message, type: undefined, param: undefined, code: undefined },
        openAi: false,
      })),
  ]),
});

export interface SpokenPart {
  text: string;
  start: number | undefined;
  end: number | undefined;
  /** Only where the answer identifies speakers. */
  speaker?: string;
}

/** A segment's text is in `text`. A word's is in `word`, or in `text` with some gateways. */
const partOf =
  (...names: readonly string[]) =>
  (value: unknown): SpokenPart | undefined => {
    if (!isRecord(value)) return undefined;
    const text = names.map((name) => value[name]).find((field) => typeof field === 'string');
    if (typeof text !== 'string') return undefined;
    const speaker = speakerOf(value.speaker);
    return {
      text,
      start: secondsOf(value.start),
      end: secondsOf(value.end),
      ...(speaker === undefined ? {} : { speaker }),
    };
  };

/** Longer IDs are no names, and no letters either. */
const longestSpeaker = 100;

/** `diarized_json` names speakers "A", "B" and so on, or as the request did. Some gateways may count them instead. */
function speakerOf(value: unknown): string | undefined {
  const id = typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
  return typeof id === 'string' ? oneLine(id.slice(0, longestSpeaker)) || undefined : undefined;
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

/** `json` has only the text; `diarized_json` has segments with speakers; `verbose_json` may have all other fields. */
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
