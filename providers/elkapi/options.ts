import { z } from 'zod';
import type { AudioLimits } from '../../transcription/audio/audio';
import type { PacePolicy } from '../../transcription/calls/pace';
import { parseOptions } from '../../transcription/parseOptions';
import { sharedSeconds } from '../../transcription/parts/sharedSeconds';
import { type Alternative, smallerOrElsewhere } from './alternative';
import { familyOf, modelFamilies } from './models';
import { refusalOfOptions } from './refusals';
import { elkapiResponseFormats } from './responseFormats';

/** The value of Response Format with which the model decides. */
export const automaticFormat = 'automatic';

/** Options that only ElkAPI has. */
export const elkapiOptionsSchema = z
  .object({
    model: z
      .string({ invalid_type_error: 'Model has to be a text.' })
      .trim()
      .min(1, 'Model must not be empty.')
      .default(modelFamilies.whisper.example),
    /** Words and spellings that are likely to occur in the recording. */
    prompt: z.string({ invalid_type_error: 'Prompt has to be a text.' }).default(''),
    temperature: z
      .number({ invalid_type_error: 'Temperature has to be a number from 0 to 1.' })
      .min(0, 'Temperature has to be a number from 0 to 1.')
      .max(1, 'Temperature has to be a number from 0 to 1.')
      .default(0),
    responseFormat: z
      .enum([automaticFormat, ...elkapiResponseFormats], {
        errorMap: () => ({
          message: `Response Format has to be one of ${[automaticFormat, ...elkapiResponseFormats].join(', ')}.`,
        }),
      })
      .default(automaticFormat),
  })
  .transform(({ responseFormat, ...options }) => ({
    ...options,
    responseFormat:
      responseFormat === automaticFormat ? familyOf(options.model).defaultFormat : responseFormat,
  }));

export type ElkapiOptions = z.infer<typeof elkapiOptionsSchema>;

/**
 * Reads the options, and refuses what their model would refuse.
 *
 * @throws TranscriptionError (`invalidInput`)
 */
export function readElkapiOptions(providerOptions: unknown): ElkapiOptions {
  const options = parseOptions(elkapiOptionsSchema, providerOptions);
  const refusal = refusalOfOptions(options);
  if (refusal !== undefined) throw refusal;
  return options;
}

/** ElkAPI states no limit. Only its balance is read, and hardly anyone needs it more often than this. */
export const elkapiReadPace: PacePolicy = { starts: 10, perMs: 1_000 };

/** OpenAI's limit counts the whole request: 25 MiB = 26,214,400 bytes. */
export const elkapiUploadMegabytes = 25;
const maxRequestBytes = elkapiUploadMegabytes * 1024 * 1024;

/** Room for the boundary lines and the text fields. Only the prompt is long (at most 224 tokens). */
const otherPartsBytes = 16 * 1024;

/**
 * What one request takes. The file formats are the documented ones whose extension the gateway recognises.
 *
 * @param options as read, because the length that a model takes differs
 */
export function elkapiUploadLimits(
  alternative?: Alternative,
  { model, responseFormat } = elkapiOptionsSchema.parse({}),
): AudioLimits {
  const { maxSeconds } = familyOf(model);
  return {
    formats: ['flac', 'mp3', 'mp4', 'm4a', 'ogg', 'wav', 'webm'],
    maxBytes: maxRequestBytes - otherPartsBytes,
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
    receiver: 'ElkAPI',
    overlapSeconds: responseFormat === 'diarized_json' ? sharedSeconds.withSpeakers : sharedSeconds.ofWords,
    whenTooLarge: `${smallerOrElsewhere(alternative)}.`,
  };
}
