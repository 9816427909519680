import { z } from 'zod';
import type { Fixture } from '../recordings/fixtures';

const timed = { text: z.string(), start: z.number(), end: z.number() };

/** The speech in a recording, as far as the two services can report it. */
export const speechSchema = z
  .object({
    language: z.string().default('en'),
    language3: z.string().default('eng'),
    languageName: z.string().default('english'),
    durationSeconds: z.number().nonnegative(),
    text: z.string(),
    translation: z.string(),
    words: z.array(z.object({ ...timed, speaker: z.string() }).strict()),
    audioEvents: z.array(z.object(timed).strict()).default([]),
  })
  .strict();

export type Speech = z.output<typeof speechSchema>;

export const speechOf = (fixture: Fixture): Speech => speechSchema.strip().parse(fixture);
