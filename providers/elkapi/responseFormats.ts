/** The values of OpenAI's `response_format`, in ElkAPI's spelling. */
export const elkapiResponseFormats = ['diarized_json', 'json', 'srt', 'text', 'verbose_json', 'vtt'] as const;
export type ElkapiResponseFormat = (typeof elkapiResponseFormats)[number];

interface FormatFacts {
  /** As the form names it. */
  label: string;
  /** Whether its answers have timestamps, at least those of segments. */
  hasTimes: boolean;
}

export const responseFormatFacts = {
  diarized_json: { label: 'Diarized JSON', hasTimes: true },
  json: { label: 'JSON', hasTimes: false },
  srt: { label: 'SRT Subtitles', hasTimes: true },
  text: { label: 'Plain Text', hasTimes: false },
  verbose_json: { label: 'Verbose JSON', hasTimes: true },
  vtt: { label: 'WebVTT Subtitles', hasTimes: true },
} as const satisfies Record<ElkapiResponseFormat, FormatFacts>;

export function isResponseFormat(value: string): value is ElkapiResponseFormat {
  return Object.hasOwn(responseFormatFacts, value);
}

/** Several formats as the form names them: "JSON, Plain Text or Verbose JSON". */
export function formatLabels(formats: readonly ElkapiResponseFormat[]): string {
  return oneOf(formats.map((format) => responseFormatFacts[format].label));
}

/** "one", "one or two", "one, two or three". */
export function oneOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
