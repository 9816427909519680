import { type ElkapiResponseFormat, elkapiResponseFormats, responseFormatFacts } from './responseFormats';

/** What models of one kind take and give. */
export interface ModelFamily {
  formats: readonly ElkapiResponseFormat[];
  /** The one with the most in it, for requests that name none. */
  defaultFormat: ElkapiResponseFormat;
  /** Whether it takes a prompt. */
  prompt: boolean;
  /** Whether it also translates into English. */
  translates: boolean;
  /** The longest recording in one request. Absent if none is stated. */
  maxSeconds?: number;
  /** Sent as `chunking_strategy`. Absent if it is not asked for. */
  chunkingStrategy?: 'auto';
}

interface KnownFamily extends ModelFamily {
  /** Matches the IDs of its models. A source without flags, because n8n's form takes it, too. */
  ids: string;
  /** The model to recommend. */
  example: string;
}

/** "audio duration … seconds is longer than 1400 seconds which is the maximum for this model", as OpenAI refuses more. */
const gpt4oMaxSeconds = 1_400;

/** A date, as in `gpt-4o-mini-transcribe-2025-12-15`. */
const dated = String.raw`(?:-\d{4}-\d{2}-\d{2})?$`;

/**
 * The families of which it is known what they take, from ElkAPI's audio guide and OpenAI's reference. An ID may begin
 * with the name of a vendor and a slash.
 */
export const modelFamilies = {
  whisper: {
    ids: String.raw`(?:^|[/-])whisper(?:-|$)`,
    example: 'whisper-1',
    formats: ['json', 'srt', 'text', 'verbose_json', 'vtt'],
    defaultFormat: 'verbose_json',
    prompt: true,
    translates: true,
  },
  textOnly: {
    ids: String.raw`(?:^|/)gpt-4o(?:-mini)?-transcribe${dated}`,
    example: 'gpt-4o-transcribe',
    formats: ['json', 'text'],
    defaultFormat: 'json',
    prompt: true,
    translates: false,
    maxSeconds: gpt4oMaxSeconds,
  },
  diarize: {
    ids: String.raw`(?:^|/)gpt-4o(?:-mini)?-transcribe-diarize${dated}`,
    example: 'gpt-4o-transcribe-diarize',
    formats: ['diarized_json', 'json', 'text'],
    defaultFormat: 'diarized_json',
    prompt: false,
    translates: false,
    maxSeconds: gpt4oMaxSeconds,
    // Required for more than 30 s.
    chunkingStrategy: 'auto',
  },
} as const satisfies Record<string, KnownFamily>;

const knownFamilies: readonly KnownFamily[] = Object.values(modelFamilies);

/** Nothing is known of other models, so whatever the user has chosen is sent, and the gateway refuses it if it must. */
const otherFamily: ModelFamily = {
  formats: elkapiResponseFormats,
  defaultFormat: 'verbose_json',
  prompt: true,
  translates: true,
};

/** The family of a model, by its ID. */
export function familyOf(model: string): ModelFamily {
  return knownFamilyOf(model) ?? otherFamily;
}

function knownFamilyOf(model: string): KnownFamily | undefined {
  return knownFamilies.find(({ ids }) => new RegExp(ids).test(model));
}

/** The models to recommend for what they can do. */
export function examplesOf(can: (family: ModelFamily) => boolean): string[] {
  return knownFamilies.filter(can).map(({ example }) => example);
}

/** Whether any of its answers has timestamps. */
export function givesTimes({ formats }: ModelFamily): boolean {
  return formats.some((format) => responseFormatFacts[format].hasTimes);
}

/** How gateways name models that transcribe and are in no known family. */
const transcribingNames = /whisper|transcri|speech-to-text|(?:^|[/-])(?:stt|asr)(?:-|$)|scribe/i;

/** What a model can do and what it can't, in a few words: '' if nothing is known; undefined if it does not transcribe. */
export function abilitiesOf(model: string): string | undefined {
  const family = knownFamilyOf(model);
  if (family === undefined) return transcribingNames.test(model) ? '' : undefined;
  if (!givesTimes(family)) return 'text only: no subtitles';
  const { formats } = family;
  return [
    'subtitles',
    ...(formats.includes('verbose_json') ? ['words'] : []),
    ...(formats.includes('diarized_json') ? ['speakers'] : []),
  ].join(', ');
}
