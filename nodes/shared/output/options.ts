import { z } from 'zod';
import { fileFormats } from '../../../transcription/formats/write';
import type { WriteOptions } from '../../../transcription/formats/options';
import { parseOptions } from '../../../transcription/parseOptions';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';

/** The formats that need timestamps. */
export const subtitleFormats = ['srt', 'vtt'] as const satisfies Array<(typeof fileFormats)[number]>;
export type SubtitleFormat = (typeof subtitleFormats)[number];

/** Limits of the number options. Subtitles beyond them are unreadable: a line of two words, a cue of a minute. */
export const bounds = {
  maxLineLength: { least: 10, most: 200 },
  maxLines: { least: 1, most: 5 },
  seconds: { least: 0.1, most: 60 },
  readingSpeed: { least: 1, most: 100 },
} as const;

const onOff = (name: string, otherwise: boolean) =>
  z.boolean({ invalid_type_error: `${name} has to be on or off.` }).default(otherwise);

const number = (name: string, { least, most }: { least: number; most: number }, otherwise: number) =>
  z.coerce
    .number({ invalid_type_error: `${name} has to be a number.` })
    .min(least, `${name} has to be at least ${least}.`)
    .max(most, `${name} has to be at most ${most}.`)
    .default(otherwise);

/** An expression in place of a list may return a text: `srt, vtt`. */
function listOf(value: unknown): unknown {
  return typeof value === 'string'
    ? value
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean)
    : (value ?? []);
}

const formats = <Format extends string>(name: string, known: readonly [Format, ...Format[]]) => {
  const message = `${name} takes ${known.join(', ')}, and nothing else.`;
  const list = z
    .array(z.enum(known, { errorMap: () => ({ message }) }), { invalid_type_error: message })
    .transform((chosen) => [...new Set(chosen)]);
  return z.preprocess(listOf, list).default([]);
};

export const outputSchema = z
  .object({
    compactText: onOff('Compact Text for AI', false),
    fileName: z
      .preprocess(
        (value) => (typeof value === 'number' ? String(value) : (value ?? '')),
        z.string({ invalid_type_error: 'File Name has to be a text.' }).trim(),
      )
      .default(''),
    files: formats('Files', fileFormats),
    includeRaw: onOff('Include Raw Response', false),
    includeWords: onOff('Include Words', false),
    inlineSubtitles: formats('Subtitles as Text', subtitleFormats),
    maxLineLength: number('Line Length', bounds.maxLineLength, defaultSubtitleRules.maxLineLength),
    maxLines: number('Lines per Cue', bounds.maxLines, defaultSubtitleRules.maxLines),
    maxSeconds: number('Longest Cue (Seconds)', bounds.seconds, defaultSubtitleRules.maxSeconds),
    minSeconds: number('Shortest Cue (Seconds)', bounds.seconds, defaultSubtitleRules.minSeconds),
    readingSpeed: number(
      'Reading Speed (Characters per Second)',
      bounds.readingSpeed,
      defaultSubtitleRules.maxCharactersPerSecond,
    ),
    showAudioEvents: onOff('Show Audio Events', false),
    simplify: onOff('Simplify', true),
    speakerLabels: onOff('Speaker Labels', true),
    textTimes: onOff('Times in Text File', false),
  })
  .refine(
    ({ minSeconds, maxSeconds }) => minSeconds <= maxSeconds,
    ({ minSeconds, maxSeconds }) => ({
      message: `Shortest Cue (Seconds) is ${minSeconds}, and Longest Cue (Seconds) is ${maxSeconds}: the shortest must not be longer than the longest.`,
    }),
  );

/** The values of the collection Output Options, under the same names. */
export type OutputOptions = z.infer<typeof outputSchema>;

export const defaultOutputOptions: OutputOptions = outputSchema.parse({});

/**
 * @param collection the parameter's value; it holds only the options the user has added
 * @throws TranscriptionError (`invalidInput`) that names the option as the user sees it
 */
export function readOutputOptions(collection: unknown): OutputOptions {
  return parseOptions(outputSchema, collection);
}

/**
 * For places where an error would lose a transcript, because nobody is there to correct the option.
 *
 * @returns the options; if they are invalid, the defaults and what is wrong
 */
export function outputOptionsOrDefaults(collection: unknown): { output: OutputOptions; problem?: string } {
  const parsed = outputSchema.safeParse(collection ?? {});
  if (parsed.success) return { output: parsed.data };
  return { output: defaultOutputOptions, problem: parsed.error.issues[0]?.message };
}

/** Whether any requested output needs timestamps. */
export function wantsSubtitles({ files, inlineSubtitles }: OutputOptions): boolean {
  return inlineSubtitles.length > 0 || subtitleFormats.some((format) => files.includes(format));
}

/** Translates the options for the domain. */
export function writeOptions(options: OutputOptions): WriteOptions {
  return {
    speakerLabels: options.speakerLabels,
    audioEvents: options.showAudioEvents,
    textTimes: options.textTimes,
    rules: {
      ...defaultSubtitleRules,
      maxLineLength: Math.floor(options.maxLineLength),
      maxLines: Math.floor(options.maxLines),
      minSeconds: options.minSeconds,
      maxSeconds: options.maxSeconds,
      maxCharactersPerSecond: options.readingSpeed,
    },
  };
}
