import { languageCode } from '../../transcription/language';
import { parseLooseJson } from '../../transcription/calls/looseJson';
import { isWebVtt, parseCues, untimedText } from '../../transcription/subtitles/parseCues';
import { joinTexts } from '../../transcription/text/joinTexts';
import type { Transcript } from '../../transcription/transcript';
import { readJsonAnswer } from './jsonAnswer';
import type { ElkapiOptions, ElkapiResponseFormat } from './options';
import { isPage, messageIn, unreadable } from './unreadable';

type Reading = Pick<
  Transcript,
  'text' | 'language' | 'durationSeconds' | 'segments' | 'words' | 'speakers' | 'subtitles'
> & {
  raw: unknown;
};

/**
 * Reads an answer by what it is, whatever was asked for: gateways wrap text in JSON, and JSON in a string.
 *
 * @param body of a successful answer; its declared media type is not to be trusted
 * @throws TranscriptionError (`badAnswer`, with the answer) when no transcript is in it
 */
export function toTranscript(body: string, options: ElkapiOptions): Transcript {
  const reading = readAnswer(body, options.responseFormat);
  return { provider: 'elkapi', model: options.model, status: 'completed', ...reading };
}

function readAnswer(body: string, format: ElkapiResponseFormat): Reading {
  const { text, value } = unwrapped(body);
  if (isPage(text)) throw unreadable(body, { page: true });
  if (typeof value === 'object' && value !== null) return readJson(body, value);
  // Somebody may have said "42"; no recognizer writes down "null" or "true" like this.
  const isNumberSaid = typeof value === 'number' && format === 'text';
  if (value !== undefined && !isNumberSaid) throw unreadable(body);
  return readText(body, text, format);
}

/** Layers of strings around an answer. */
const mostWrappings = 3;

/** Takes an answer out of the JSON strings that some gateways wrap it in. */
function unwrapped(body: string): { text: string; value: unknown } {
  let text = body;
  for (let layer = 0; layer <= mostWrappings; layer++) {
    // A number within a string is text.
    const value = layer === 0 || /^\s*[[{"]/.test(text) ? parseLooseJson(text) : undefined;
    if (typeof value !== 'string') return { text, value };
    text = value;
  }
  return { text, value: undefined };
}

/** Whatever was paid for is kept: an answer that is not JSON although it was asked for is taken as the text. */
function readText(body: string, text: string, format: ElkapiResponseFormat): Reading {
  const isJsonCutOff = /^\s*(?:\{\s*"|\[\s*[{"[])/.test(text);
  const wantsJson = format === 'json' || format === 'verbose_json';
  if (isJsonCutOff || (wantsJson && /^\s*[[{]/.test(text))) throw unreadable(body);
  const subtitles = readSubtitles(text);
  if (subtitles) return { ...subtitles, raw: body };
  const said = text.trim();
  // Of silence, text and SubRip have nothing to say; any other format has a frame.
  if (said === '' && format !== 'text' && format !== 'srt') throw unreadable(body);
  return { text: said, raw: body };
}

/** @returns undefined for what is no subtitle file */
function readSubtitles(file: string): Omit<Reading, 'raw'> | undefined {
  const segments = parseCues(file);
  // A file with a header and no cues is that of a silent recording.
  if (segments.length === 0) return isWebVtt(file) ? { text: untimedText(file) } : undefined;
  const speakers = [...new Set(segments.flatMap(({ speaker }) => speaker ?? []))];
  return {
    text: joinTexts(segments.map(({ text }) => text)),
    segments,
    ...(speakers.length > 0 ? { speakers } : {}),
    subtitles: { [isWebVtt(file) ? 'vtt' : 'srt']: file },
  };
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
    ...(segments ? { segments } : readSubtitles(text)),
    ...(words.length > 0 ? { words } : {}),
    raw: value,
  };
}
