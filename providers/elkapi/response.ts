import { languageCode } from '../../transcription/language';
import { buildSegments } from '../../transcription/segments/buildSegments';
import { parseCues } from '../../transcription/subtitles/parseCues';
import type { Segment, Transcript } from '../../transcription/transcript';
import { alignToText } from '../../transcription/words/alignToText';
import { joinWords } from '../../transcription/words/joinWords';
import { timedWords } from '../../transcription/words/timedWords';
import { unreadable } from './errorEnvelope';
import type { ElkapiOptions, ElkapiResponseFormat } from './options';
import { transcriptionSchema, type WhisperSegment } from './wire';

type Reading = Pick<
  Transcript,
  'text' | 'language' | 'durationSeconds' | 'segments' | 'words' | 'speakers' | 'subtitles'
> & {
  raw: unknown;
};

const readers = {
  json: readJson,
  verbose_json: readJson,
  text: readText,
  srt: (body) => readSubtitles(body, 'srt'),
  vtt: (body) => readSubtitles(body, 'vtt'),
} satisfies Record<ElkapiResponseFormat, (body: string) => Reading>;

/**
 * @param body of a successful answer; its declared media type is not to be trusted
 * @throws TranscriptionError (`badAnswer`) when no transcript is in it
 */
export function toTranscript(body: string, options: ElkapiOptions): Transcript {
  if (/^\s*<(!doctype|html)/i.test(body)) throw unreadable();
  return {
    provider: 'elkapi',
    model: options.model,
    status: 'completed',
    ...readers[options.responseFormat](body),
  };
}

/** Whatever was paid for is kept: an answer that is not JSON although it was asked for is taken as the text. */
function readJson(body: string): Reading {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) {
    if (value === null || /^\s*([{[]|$)/.test(body)) throw unreadable();
    return { text: (typeof value === 'string' ? value : body).trim(), raw: body };
  }
  const parsed = transcriptionSchema.safeParse(value);
  if (!parsed.success) throw unreadable(parsed.error);
  const { language, duration } = parsed.data;
  const code = language && languageCode(language);
  const words = alignToText(
    (parsed.data.words ?? []).map(({ word, ...times }) => ({ ...times, text: word })),
    parsed.data.text,
  );
  const segments = readSegments(parsed.data.segments ?? []) ?? buildSegments(words);
  return {
    text: parsed.data.text.trim() || joinWords(words),
    ...(code ? { language: code } : {}),
    ...(duration !== undefined ? { durationSeconds: duration } : {}),
    ...(segments ? { segments } : {}),
    ...(words.length > 0 ? { words } : {}),
    raw: value,
  };
}

/** The provider's own parts of the text, with times that can be; undefined where there are none. */
function readSegments(segments: readonly WhisperSegment[]): Segment[] | undefined {
  const spoken = segments.flatMap(({ text, ...times }) =>
    text.trim() ? { ...times, text: text.trim() } : [],
  );
  return timedWords(spoken)?.map(({ start, end, text }) => ({ start, end, text }));
}

/** Some gateways answer `text` with the JSON object all the same. */
function readText(body: string): Reading {
  const wrapped = transcriptionSchema.safeParse(parseJson(body));
  return wrapped.success ? readJson(body) : { text: body.trim(), raw: body };
}

function readSubtitles(body: string, kind: 'srt' | 'vtt'): Reading {
  const segments = parseCues(body);
  // A file with a header and no cues is that of a silent recording; any other text without cues is kept.
  if (segments.length === 0) return /^\uFEFF?WEBVTT\b/.test(body) ? { text: '', raw: body } : readText(body);
  const speakers = [...new Set(segments.flatMap(({ speaker }) => speaker ?? []))];
  return {
    text: segments.map(({ text }) => text).join(' '),
    segments,
    ...(speakers.length > 0 ? { speakers } : {}),
    subtitles: { [kind]: body },
    raw: body,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
