import { z } from 'zod';

export const httpUrl = z
  .string()
  .url()
  .regex(/^https?:\/\//i, 'must be an http or https URL');

export const taskInputSchema = z
  .object({
    audio_url: httpUrl,
    /** Empty means detect; else ISO 639-1 or 639-3. */
    language_code: z
      .string()
      .max(500)
      .regex(/^([a-z]{2,3})?$/, 'must be an ISO 639-1 or ISO 639-3 code')
      .optional(),
    tag_audio_events: z.boolean().optional(),
    diarize: z.boolean().optional(),
  })
  .strict();

export type TaskInput = z.output<typeof taskInputSchema>;
