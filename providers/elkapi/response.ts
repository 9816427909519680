import { languageCode } from '../../transcription/language';
import { parseLooseJson } from '../../transcription/calls/looseJson';
import { isWebVtt, parseCues, untimedText } from '../../transcription/subtitles/parseCues';
import { joinTexts } from '../../transcription/text/joinTexts';
import type { Segment, Transcript } from '../../transcription/transcript';
import { readJsonAnswer } from './jsonAnswer';
import type { ElkapiOptions } from './options';
import type { ElkapiResponseFormat } from './responseFormats';
import { isPage, messageIn, unreadable } from './unreadable';

type Reading = Pick<
  Transcript,
  'text' | 'language' | 'durationSeconds' | 'segments' | 'words' | 'speakers' | 'subtitles'
> & {
  raw: unknown;
};

/**
 * Reads an answer by its content, whatever format was requested: gateways wrap text in JSON, and JSON in strings.
 *
 * @param body of a successful answer, whose declared media type can't be trusted
 * @throws TranscriptionError (`badAnswer`, with the answer) if it contains no transcript
 */
export function toTranscript(body: string, options: ElkapiOptions): Transcript {
  const reading = readAnswer(body, options.responseFormat);
  return { provider: 'elkapi', model: options.model, status: 'completed', ...reading };
}

function readAnswer(body: string, format: ElkapiResponseFormat): Reading {
  const { text, value } = unwrapped(body);
  if (isPage(text)) throw unreadable(body, { page: true });
  if (typeof value === 'object' && value !== null) return readJson(body, value);
  // Somebody may have said "42", but no recognizer writes "null" or "true" like this.
  const isNumberSaid = typeof value === 'number' && format === 'text';
  if (value !== undefined && !isNumberSaid) throw unreadable(body);
  return readText(body, text, format);
}

/** Most layers of strings around an answer. */
const mostWrappings = 3;

/** Unwraps an answer from the JSON strings that some gateways put it in. */
function unwrapped(body: string): { text: string; value: unknown } {
  let text = body;
  for (let layer = 0; layer <= mostWrappings; layer++) {
    // A number inside a string is text.
    const value = layer === 0 || /^\s*[[{"]/.test(text) ? parseLooseJson(text) : undefined;
    if (typeof value !== 'string') return { text, value };
    text = value;
  }
  return { text, value: undefined };
}

/** A paid answer is always kept: if JSON was requested and the answer is not JSON, it is used as text. */
function readText(body: string, text: string, format: ElkapiResponseFormat): Reading {
  const isJsonCutOff = /^\s*(?:\{\s*"|\[\s*[{"[])/.test(text);
  const wantsJson = format.endsWith('json');
  if (isJsonCutOff || (wantsJson && /^\s*[[{]/.test(text))) throw unreadable(body);
  const subtitles = readSubtitles(text);
  if (subtitles) return { ...subtitles, raw: body };
  const said = text.trim();
  // For silence, text and SubRip are empty; every other format has a frame.
  if (said === '' && format !== 'text' && format !== 'srt') throw unreadable(body);
  return { text: said, raw: body };
}

/** @returns undefined if it is not a subtitle file */
function readSubtitles(file: string): Omit<Reading, 'raw'> | undefined {
  const segments = parseCues(file);
  // A header without cues means a silent recording.
  if (segments.length === 0) return isWebVtt(file) ? { text: untimedText(file) } : undefined;
  return {
    text: joinTexts(segments.map(({ text }) => text)),
    segments,
    ...speakersIn(segments),
    subtitles: { [isWebVtt(file) ? 'vtt' : 'srt']: file },
  };
}

/** The speakers in the order in which they first speak. */
function speakersIn(segments: readonly Segment[]): Pick<Reading, 'speakers'> {
  const speakers = [...new Set(segments.flatMap(({ speaker }) => speaker ?? []))];
  return speakers.length > 0 ? { speakers } : {};
}

function readJson(body: string, value: object): Reading {
  const answer = readJsonAnswer(value);
  if (answer === undefined) throw unreadable(body, { said: messageIn(value) });
  const { text, language, durationSeconds, segments, words } = answer;
  const code = language && languageCode(language);
  return {
    text,
    ...(code ? { language: code } : {}),
    ...(durationSeconds !== undefined ? { durationSeconds } : {}),
    ...(segments ? { segments, ...speakersIn(segments) } : readSubtitles(text)),
    ...(words.length > 0 ? { words } : {}),
    raw: value,
  };
}
