import { type AudioFormat, bareMediaType, extensionOf, formatLabel, isAudioFormat } from './audioFormat';

interface MediaFacts {
  /** With its article, as the user would say it. */
  label: string;
  /** Lower case. */
  extensions: readonly string[];
  /** Lower case. */
  mediaTypes: readonly string[];
}

/** Recordings that no provider lists among its formats. */
const media = {
  '3gp': {
    label: 'a 3GP recording',
    extensions: ['3gp', '3gpp', '3g2'],
    mediaTypes: ['audio/3gpp', 'video/3gpp', 'audio/3gpp2', 'video/3gpp2'],
  },
  ac3: {
    label: 'an AC-3 recording',
    extensions: ['ac3', 'eac3'],
    mediaTypes: ['audio/ac3', 'audio/eac3', 'audio/vnd.dolby.dd-raw'],
  },
  aiff: {
    label: 'an AIFF recording',
    extensions: ['aif', 'aiff', 'aifc'],
    mediaTypes: ['audio/aiff', 'audio/x-aiff', 'audio/aifc', 'audio/x-aifc'],
  },
  amr: {
    label: 'an AMR voice recording',
    extensions: ['amr', 'awb'],
    mediaTypes: ['audio/amr', 'audio/x-amr', 'audio/amr-wb', 'audio/amr-nb'],
  },
  ape: {
    label: "a Monkey's Audio recording",
    extensions: ['ape'],
    mediaTypes: ['audio/ape', 'audio/x-ape', 'audio/x-monkeys-audio'],
  },
  asf: {
    label: 'a Windows Media recording (WMA or WMV)',
    extensions: ['wma', 'wmv', 'asf'],
    mediaTypes: ['audio/x-ms-wma', 'video/x-ms-wmv', 'video/x-ms-asf', 'application/vnd.ms-asf'],
  },
  au: { label: 'a Sun AU recording', extensions: ['au', 'snd'], mediaTypes: ['audio/basic', 'audio/x-au'] },
  audible: {
    label: 'an encrypted Audible book',
    extensions: ['aax', 'aaxc'],
    mediaTypes: ['audio/vnd.audible.aax', 'audio/vnd.audible.aaxc'],
  },
  avi: {
    label: 'an AVI video',
    extensions: ['avi'],
    mediaTypes: ['video/x-msvideo', 'video/avi', 'video/vnd.avi', 'video/msvideo'],
  },
  caf: {
    label: 'an Apple CAF recording',
    extensions: ['caf'],
    mediaTypes: ['audio/x-caf', 'audio/vnd.apple.caf'],
  },
  dsd: { label: 'a DSD recording', extensions: ['dsf', 'dff'], mediaTypes: ['audio/x-dsf', 'audio/x-dff'] },
  dts: { label: 'a DTS recording', extensions: ['dts'], mediaTypes: ['audio/vnd.dts', 'audio/x-dts'] },
  flv: { label: 'a Flash video', extensions: ['flv'], mediaTypes: ['video/x-flv', 'video/flv'] },
  midi: {
    label: 'a MIDI file, which holds notes instead of sound',
    extensions: ['mid', 'midi', 'rmi'],
    mediaTypes: ['audio/midi', 'audio/x-midi', 'audio/mid'],
  },
  mkv: {
    label: 'a Matroska recording (MKV)',
    extensions: ['mkv', 'mka'],
    mediaTypes: ['video/x-matroska', 'audio/x-matroska', 'video/matroska', 'audio/matroska'],
  },
  mov: {
    label: 'a QuickTime video',
    extensions: ['mov', 'qt'],
    mediaTypes: ['video/quicktime', 'audio/quicktime'],
  },
  mpegPs: { label: 'an MPEG video', extensions: ['mpg', 'vob', 'm2p'], mediaTypes: ['video/mpeg'] },
  mpegTs: {
    label: 'an MPEG transport stream',
    extensions: ['m2ts', 'mts', 'm2t'],
    mediaTypes: ['video/mp2t'],
  },
  musepack: {
    label: 'a Musepack recording',
    extensions: ['mpc'],
    mediaTypes: ['audio/x-musepack', 'audio/musepack'],
  },
  real: {
    label: 'a RealMedia recording',
    extensions: ['ra', 'rm', 'rmvb', 'ram'],
    mediaTypes: ['audio/x-realaudio', 'audio/x-pn-realaudio', 'application/vnd.rn-realmedia'],
  },
  silk: { label: 'a SILK voice message', extensions: ['silk', 'slk'], mediaTypes: ['audio/silk'] },
  tta: { label: 'a True Audio recording', extensions: ['tta'], mediaTypes: ['audio/x-tta'] },
  voc: { label: 'a Creative VOC recording', extensions: ['voc'], mediaTypes: ['audio/x-voc'] },
  w64: { label: 'a Wave64 recording', extensions: ['w64'], mediaTypes: ['audio/x-w64'] },
  wavpack: {
    label: 'a WavPack recording',
    extensions: ['wv'],
    mediaTypes: ['audio/wavpack', 'audio/x-wavpack'],
  },
} as const satisfies Record<string, MediaFacts>;

export type MediaKind = keyof typeof media;

/** Files without sound, with the name that a user would call each by. */
const documents = {
  archive: 'an archive',
  database: 'a database',
  feed: 'a news feed',
  gzip: 'a gzip archive',
  html: 'a web page',
  image: 'an image',
  json: 'JSON data',
  office: 'an Office document',
  pdf: 'a PDF document',
  playlist: 'a playlist',
  program: 'a program',
  rtf: 'an RTF document',
  subtitles: 'a subtitle file',
  text: 'plain text',
  xml: 'an XML document',
  zip: 'a ZIP archive',
} as const satisfies Record<string, string>;

export type DocumentKind = keyof typeof documents;

/** What a file is: a format that providers list, another recording, or no recording at all. */
export type ContentKind = AudioFormat | MediaKind | DocumentKind;

/** What the first bytes of a file say it is. */
export interface Content {
  kind: ContentKind;
  /** What else the bytes may be. A file name or a media type that says so decides. */
  orElse?: readonly AudioFormat[];
}

export function isMediaKind(kind: string): kind is MediaKind {
  return Object.hasOwn(media, kind);
}

export function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(documents, kind);
}

/** @returns what a file is, in plain words and with an article: "a QuickTime video" */
export function kindLabel(kind: ContentKind): string {
  if (isAudioFormat(kind)) return `${/^[AM]/.test(formatLabel(kind)) ? 'an' : 'a'} ${formatLabel(kind)} file`;
  return isMediaKind(kind) ? media[kind].label : documents[kind];
}

/**
 * The kind that a media type or, if it says nothing, a file name suggests, of those that no provider lists.
 *
 * @returns undefined when neither names one
 */
export function hintedMediaKind(fileName: string, mediaType: string): MediaKind | undefined {
  const bare = bareMediaType(mediaType);
  const extension = extensionOf(fileName);
  const factsOf = (kind: MediaKind): MediaFacts => media[kind];
  return (
    mediaKinds.find((kind) => factsOf(kind).mediaTypes.includes(bare)) ??
    mediaKinds.find((kind) => factsOf(kind).extensions.includes(extension))
  );
}

const mediaKinds = Object.keys(media).filter(isMediaKind);
