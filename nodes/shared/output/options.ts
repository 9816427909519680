import { z } from 'zod';
import { fileFormats } from '../../../transcription/formats/write';
import type { WriteOptions } from '../../../transcription/formats/options';
import { recordingAddress } from '../../../transcription/formats/webPage/recordingAddress';
import { parseOptions } from '../../../transcription/parseOptions';
import { defaultSpeakerOptions } from '../../../transcription/speakers/speakerOptions';
import type { RuleSetName } from '../../../transcription/subtitles/rules';
import { speakerLabelSchema, speakerNamesSchema } from './speakerOptions';
import { isRuleSet, ruleSetNames, rulesOf, scriptRulesOf } from './subtitleRules';

/** The formats that need timestamps. */
export const subtitleFormats = ['srt', 'vtt'] as const satisfies Array<(typeof fileFormats)[number]>;
export type SubtitleFormat = (typeof subtitleFormats)[number];

/** Limits of the number options. Subtitles beyond them are unreadable: a line of two words, a cue of a minute. */
export const bounds = {
  gap: { least: 0, most: 1 },
  maxLineLength: { least: 10, most: 200 },
  maxLines: { least: 1, most: 5 },
  seconds: { least: 0.1, most: 60 },
  readingSpeed: { least: 1, most: 100 },
} as const;

const onOff = (name: string, otherwise: boolean) =>
  z.boolean({ invalid_type_error: `${name} has to be on or off.` }).default(otherwise);

/** A rule of its own; without it, the one of the set applies. */
const rule = (name: string, { least, most }: { least: number; most: number }) =>
  z.coerce
    .number({ invalid_type_error: `${name} has to be a number.` })
    .min(least, `${name} has to be at least ${least}.`)
    .max(most, `${name} has to be at most ${most}.`)
    .optional();

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

const unplayable =
  'Recording URL has to begin with https:// or http://, and may hold no spaces, user name or password. Correct it, or leave it empty for a page without a player.';

export const outputSchema = z
  .object({
    chaining: z.boolean({ invalid_type_error: 'Subtitle Chaining has to be on or off.' }).optional(),
    compactText: onOff('Compact Text for AI', false),
    dualSpeakers: z
      .boolean({ invalid_type_error: 'Subtitle Cues for Two Speakers has to be on or off.' })
      .optional(),
    fileName: z
      .preprocess(
        (value) => (typeof value === 'number' ? String(value) : (value ?? '')),
        z.string({ invalid_type_error: 'File Name has to be a text.' }).trim(),
      )
      .default(''),
    files: formats('Subtitle and Text Files', fileFormats),
    gapSeconds: rule('Subtitle Gap (Seconds)', bounds.gap),
    includeRaw: onOff('Include Raw Response', false),
    includeWords: onOff('Include Words', false),
    inlineSubtitles: formats('Subtitles as Text', subtitleFormats),
    leaveOutBackchannels: onOff('Leave Out Backchannels', false),
    leaveOutRepeats: onOff('Leave Out Repeated Sentences', false),
    maxLineLength: rule('Subtitle Line Length', bounds.maxLineLength),
    maxLines: rule('Subtitle Lines per Cue', bounds.maxLines),
    maxSeconds: rule('Subtitle Longest Cue (Seconds)', bounds.seconds),
    minSeconds: rule('Subtitle Shortest Cue (Seconds)', bounds.seconds),
    olderPlayers: onOff('Subtitles for Older Players', false),
    readingSpeed: rule('Subtitle Reading Speed (Characters per Second)', bounds.readingSpeed),
    recordingUrl: z
      .preprocess(
        (value) => value ?? '',
        z.string({ invalid_type_error: 'Recording URL has to be a text.' }).trim(),
      )
      .default(''),
    showAudioEvents: onOff('Show Audio Events', false),
    simplify: onOff('Simplify', true),
    speakerLabel: speakerLabelSchema.default(defaultSpeakerOptions.label),
    speakerLabels: onOff('Speaker Labels', true),
    speakerNames: speakerNamesSchema,
    subtitleRules: z
      .custom<RuleSetName>(isRuleSet, `Subtitle Rules takes ${ruleSetNames.join(', ')}, and nothing else.`)
      .default('broadcast'),
    textTimes: onOff('Times in Text File', false),
    vttSpeakerNames: onOff('Subtitle Names in WebVTT Text', defaultSpeakerOptions.labelsInVtt),
  })
  .refine(
    (options) => {
      const { minSeconds, maxSeconds } = rulesOf(options);
      return minSeconds <= maxSeconds;
    },
    (options) => {
      const { minSeconds, maxSeconds } = rulesOf(options);
      return {
        message: `Subtitle Shortest Cue (Seconds) is ${minSeconds}, and Subtitle Longest Cue (Seconds) is ${maxSeconds}: the shortest must not be longer than the longest.`,
      };
    },
  )
  .refine(
    // Without a web page the form hides it, so nobody could correct it.
    ({ files, recordingUrl }) =>
      !files.includes('html') || recordingUrl === '' || recordingAddress(recordingUrl) !== undefined,
    // The URL itself may hold a token.
    { message: unplayable },
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
    speakers: {
      names: options.speakerNames,
      label: options.speakerLabel,
      labelsInVtt: options.vttSpeakerNames,
    },
    audioEvents: options.showAudioEvents,
    withoutBackchannels: options.leaveOutBackchannels,
    textTimes: options.textTimes,
    recordingUrl: options.recordingUrl || undefined,
    rules: rulesOf(options),
    scriptRules: scriptRulesOf(options),
  };
}
