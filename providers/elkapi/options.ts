import { z } from 'zod';
import type { AudioLimits } from '../../transcription/audio/audio';
import type { PacePolicy } from '../../transcription/calls/pace';
import { type Alternative, smallerOrElsewhere } from './alternative';

export const elkapiResponseFormats = ['json', 'srt', 'text', 'verbose_json', 'vtt'] as const;
export type ElkapiResponseFormat = (typeof elkapiResponseFormats)[number];

/** Options that only ElkAPI has. */
export const elkapiOptionsSchema = z.object({
  model: z
    .string({ invalid_type_error: 'Model has to be a text.' })
    .min(1, 'Model must not be empty.')
    .default('whisper-1'),
  /** Words and spellings that are likely to occur in the recording. */
  prompt: z.string({ invalid_type_error: 'Prompt has to be a text.' }).default(''),
  temperature: z
    .number({ invalid_type_error: 'Temperature has to be a number from 0 to 1.' })
    .min(0, 'Temperature has to be a number from 0 to 1.')
    .max(1, 'Temperature has to be a number from 0 to 1.')
    .default(0),
  responseFormat: z
    .enum(elkapiResponseFormats, {
      errorMap: () => ({ message: `Response Format has to be one of ${elkapiResponseFormats.join(', ')}.` }),
    })
    .default('verbose_json'),
});

export type ElkapiOptions = z.infer<typeof elkapiOptionsSchema>;

/** ElkAPI states no limit. Only its balance is read, and hardly anyone needs it more often than this. */
export const elkapiReadPace: PacePolicy = { starts: 10, perMs: 1_000 };

/** OpenAI's limit counts the whole request: 25 MiB = 26,214,400 bytes. */
const maxRequestBytes = 26_214_400;

/** Room for the boundary lines and the text fields. Only the prompt is long (at most 224 tokens). */
const otherPartsBytes = 16 * 1024;

/** The documented formats with a file extension that the gateway recognises. */
export const elkapiUploadLimits = (alternative?: Alternative): AudioLimits => ({
  formats: ['flac', 'mp3', 'mp4', 'm4a', 'ogg', 'wav', 'webm'],
  maxBytes: maxRequestBytes - otherPartsBytes,
  receiver: 'ElkAPI',
  // Enough for some words to be heard twice; ElkAPI identifies no speakers.
  overlapSeconds: 8,
  whenTooLarge: `${smallerOrElsewhere(alternative)}.`,
});
