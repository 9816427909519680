interface FormatFacts {
  label: string;
  /** Lower case; every provider supports the first. */
  extensions: readonly [string, ...string[]];
  /** Lower case; the first is the one sent. */
  mediaTypes: readonly [string, ...string[]];
}

/**
 * The containers in the providers' documentation, with the spellings seen for each (IANA media types, and the older
 * x- forms that recorders and messengers still send).
 */
const formats = {
  aac: {
    label: 'AAC',
    extensions: ['aac', 'adts'],
    mediaTypes: ['audio/aac', 'audio/x-aac', 'audio/aacp', 'audio/x-hx-aac-adts', 'audio/vnd.dlna.adts'],
  },
  flac: {
    label: 'FLAC',
    extensions: ['flac'],
    mediaTypes: ['audio/flac', 'audio/x-flac', 'application/flac', 'application/x-flac'],
  },
  m4a: {
    label: 'M4A',
    extensions: ['m4a', 'm4b'],
    mediaTypes: [
      'audio/mp4',
      'audio/x-m4a',
      'audio/m4a',
      'audio/mp4a-latm',
      'audio/x-m4b',
      'audio/m4b',
      'audio/x-mp4',
    ],
  },
  mp3: {
    label: 'MP3',
    extensions: ['mp3', 'mpga', 'mpeg', 'mp2'],
    mediaTypes: [
      'audio/mpeg',
      'audio/mp3',
      'audio/x-mp3',
      'audio/mpeg3',
      'audio/x-mpeg-3',
      'audio/x-mpeg',
      'audio/mpga',
      'audio/mpg',
      'audio/x-mpg',
      'audio/x-mpegaudio',
      'audio/mp2',
      'audio/x-mp2',
    ],
  },
  mp4: {
    label: 'MP4',
    extensions: ['mp4', 'm4v'],
    // Sent as audio, the only type that providers list.
    mediaTypes: ['audio/mp4', 'video/mp4', 'application/mp4', 'video/x-m4v'],
  },
  ogg: {
    label: 'OGG',
    extensions: ['ogg', 'oga', 'opus', 'ogv', 'ogx', 'spx'],
    mediaTypes: [
      'audio/ogg',
      'application/ogg',
      'audio/opus',
      'audio/vorbis',
      'audio/x-opus+ogg',
      'audio/x-vorbis+ogg',
      'audio/x-flac+ogg',
      'audio/x-speex+ogg',
      'audio/x-ogg',
      'audio/x-opus',
      'audio/x-vorbis',
      'audio/speex',
      'audio/x-speex',
      'application/x-ogg',
      'video/ogg',
    ],
  },
  wav: {
    label: 'WAV',
    extensions: ['wav', 'wave', 'bwf', 'rf64'],
    mediaTypes: [
      'audio/wav',
      'audio/x-wav',
      'audio/wave',
      'audio/vnd.wave',
      'audio/x-pn-wav',
      'audio/x-wave',
      'audio/x-bwf',
    ],
  },
  webm: {
    label: 'WebM',
    extensions: ['webm', 'weba'],
    mediaTypes: ['audio/webm', 'video/webm', 'audio/x-webm'],
  },
} as const satisfies Record<string, FormatFacts>;

export type AudioFormat = keyof typeof formats;

const allFormats = [
  'aac',
  'flac',
  'm4a',
  'mp3',
  'mp4',
  'ogg',
  'wav',
  'webm',
] as const satisfies AudioFormat[];

const entries = allFormats.map((format): [AudioFormat, FormatFacts] => [format, formats[format]]);

/**
 * Detects the format of a recording by its media type or, if that is missing or generic
 * (`application/octet-stream`), by its file name.
 *
 * @returns undefined when neither names a supported format
 */
export function detectAudioFormat(fileName: string, mediaType: string): AudioFormat | undefined {
  const bare = bareMediaType(mediaType);
  const byType = entries.filter(([, facts]) => facts.mediaTypes.includes(bare));
  const byName = entryByExtension(fileName);
  if (byName && (byType.length === 0 || byType.includes(byName))) return byName[0];
  return byType[0]?.[0];
}

/** The format that a file name or the path of a URL suggests. */
export function formatOfName(fileName: string): AudioFormat | undefined {
  return entryByExtension(fileName)?.[0];
}

function entryByExtension(fileName: string) {
  const extension = extensionOf(fileName);
  return entries.find(([, facts]) => facts.extensions.includes(extension));
}

/** A media type without parameters, in lower case. */
export function bareMediaType(mediaType: string): string {
  return mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** @returns in lower case, without its dot; empty if there is none */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

export function isAudioFormat(name: string): name is AudioFormat {
  return Object.hasOwn(formats, name);
}

/** The name of a format on the screen. */
export function formatLabel(format: AudioFormat): string {
  return formats[format].label;
}

export function mediaTypeOf(format: AudioFormat): string {
  return formats[format].mediaTypes[0];
}

/**
 * The name under which a recording is sent: its stem, reduced to letters, digits, dots, dashes and underscores, with
 * the extension spelled as every gateway supports it. Gateways detect the format by the extension alone and compare
 * it case-sensitively.
 */
export function canonicalFileName(fileName: string, format: AudioFormat): string {
  const base = fileName.split(/[/\\]/).pop() ?? '';
  const stem = base
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80)
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '');
  return `${stem || 'audio'}.${formats[format].extensions[0]}`;
}
