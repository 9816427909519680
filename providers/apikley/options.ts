import { z } from 'zod';
import type { AudioLimits } from '../../transcription/audio/audio';
import type { AudioFormat } from '../../transcription/audio/audioFormat';
import type { PacePolicy } from '../../transcription/calls/pace';
import { sharedSeconds } from '../../transcription/parts/sharedSeconds';
import type { PollPolicy } from '../../transcription/tasks/pollPolicy';

export const apikleyDefaultModel = 'elevenlabs/speech-to-text';

/** Options that only Apikley has. */
export const apikleyOptionsSchema = z.object({
  model: z
    .string({ invalid_type_error: 'Model has to be a text.' })
    .min(1, 'Model must not be empty.')
    .default(apikleyDefaultModel),
  /** Identify speakers. */
  diarize: z.boolean({ invalid_type_error: 'Identify Speakers has to be on or off.' }).default(true),
  /** Report laughter, music and the like. */
  tagAudioEvents: z.boolean({ invalid_type_error: 'Tag Audio Events has to be on or off.' }).default(false),
});

export type ApikleyOptions = z.infer<typeof apikleyOptionsSchema>;

/** "20 new tasks per 10 s for an account"; anything beyond is rejected. */
export const apikleySubmitPace: PacePolicy = { starts: 20, perMs: 10_000 };

/** Apikley's limit per account. */
export const apikleyReadPace: PacePolicy = { starts: 10, perMs: 1_000 };

/** Apikley's advice: 2–3 s in the first half minute, 5–10 s until two minutes, then 15–30 s. */
export const apikleyPollPolicy: PollPolicy = {
  stages: [
    { untilAgeMs: 30_000, everyMs: 2_500 },
    { untilAgeMs: 120_000, everyMs: 7_000 },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 20_000 },
  ],
};

/** Maximum size of the file behind a URL. */
export const apikleyUrlMegabytes = 200;

/** The formats in the createTask documentation. */
export const apikleyFormats = ['mp3', 'wav', 'aac', 'm4a', 'mp4', 'ogg'] as const satisfies AudioFormat[];

export const whenUploadTooLarge = `Set Audio From to URL (up to ${apikleyUrlMegabytes} MB), or split the file first.`;

/** Clients agree on it as the limit of Apikley's own file upload. */
export const apikleyUploadMegabytes = 100;

export const apikleyUploadLimits = ({ diarize }: Pick<ApikleyOptions, 'diarize'>): AudioLimits => ({
  overlapSeconds: diarize ? sharedSeconds.withSpeakers : sharedSeconds.ofWords,
  formats: apikleyFormats,
  maxBytes: apikleyUploadMegabytes * 1024 * 1024,
  receiver: 'an upload to Apikley',
  whenTooLarge: whenUploadTooLarge,
});
