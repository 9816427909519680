import { buildSegments } from '../../transcription/segments/buildSegments';
import { joinTexts } from '../../transcription/text/joinTexts';
import type { Segment, Word } from '../../transcription/transcript';
import { alignToText } from '../../transcription/words/alignToText';
import { completeWords } from '../../transcription/words/completeWords';
import { joinWords } from '../../transcription/words/joinWords';
import { timedWords } from '../../transcription/words/timedWords';
import { withinRecording } from '../../transcription/words/withinRecording';
import { messageIn } from './unreadable';
import { type SpokenPart, type Transcription, transcriptionSchema } from './wire';
import { isRecord } from '../../transcription/isRecord';

export interface JsonAnswer {
  text: string;
  /** As spelt in the answer. */
  language: string | undefined;
  durationSeconds: number | undefined;
  segments: Segment[] | undefined;
  words: Word[];
}

/** @returns undefined if it contains no transcript */
export function readJsonAnswer(value: object): JsonAnswer | undefined {
  for (const candidate of candidatesIn(value)) {
    const parts = transcriptionSchema.safeParse(candidate).data;
    const answer = parts && toAnswer(parts);
    if (answer && (answer.text !== '' || isSilence(candidate, parts))) return answer;
  }
  return undefined;
}

/** OpenAI's object, also in the wrapper that gateways use elsewhere, and a bare list of segments. */
function candidatesIn(value: object): unknown[] {
  const parts = isRecord(value) ? [value, value.data, value.result] : [value];
  return parts.map((part) => (Array.isArray(part) ? { segments: part } : part));
}

function toAnswer({ text = '', language, duration, ...parts }: Transcription): JsonAnswer {
  const segments = readSegments(parts.segments ?? [], duration);
  const wanted = text.trim() || joinTexts((parts.segments ?? []).map((segment) => segment.text));
  const timed = withinRecording(parts.words ?? [], duration);
  const words = alignToText(segments ? completeWords(timed, segments) : timed, wanted);
  return {
    text: wanted || joinWords(words),
    language,
    durationSeconds: duration,
    segments: segments ?? buildSegments(words),
    words,
  };
}

/** The provider's own segments with plausible timestamps; undefined if there are none. */
function readSegments(
  parts: readonly SpokenPart[],
  durationSeconds: number | undefined,
): Segment[] | undefined {
  const spoken = parts.filter(({ text }) => text.trim() !== '');
  const segments = timedWords(withinRecording(spoken, durationSeconds));
  return segments?.map(({ start, end, text, speaker }) => ({
    start,
    end,
    text: text.trim(),
    ...(speaker === undefined ? {} : { speaker }),
  }));
}

/** Codes that gateways use for success. */
const fineCodes = [0, 200];

/** Whether an answer without text means that nobody spoke, rather than an error. */
function isSilence(candidate: unknown, { text, segments, words }: Transcription): boolean {
  if (text === undefined || !isRecord(candidate)) return false;
  const { code } = candidate;
  const isFine = code === undefined || code === null ? messageIn(candidate) === undefined : isFineCode(code);
  return isFine && hasReadable(candidate.segments, segments) && hasReadable(candidate.words, words);
}

const isFineCode = (code: unknown): boolean => fineCodes.includes(Number(code));

const hasReadable = (sent: unknown, read: readonly SpokenPart[] | undefined): boolean =>
  !Array.isArray(sent) || sent.length === 0 || (read?.length ?? 0) > 0;
