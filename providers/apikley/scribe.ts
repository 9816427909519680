import { mostEntries, readList } from '../../transcription/tolerantSchema';
import { isRecord } from '../../transcription/isRecord';
import { positive, seconds } from './seconds';
import { clampToEnd, inOrder } from './tokenTimes';
import type { ScribeChannel, ScribeResult, ScribeWord } from './wire';

/** Recorders and telephone systems have two, conferences a few dozen. */
const mostChannels = 64;

/**
 * Reads ElevenLabs' result. Plain code checks the list entries, because there may be millions of invalid ones.
 *
 * @returns undefined if it is not a result, or looks like one but nothing in it could be read
 */
export function readScribeResult(value: unknown): ScribeResult | undefined {
  if (!isRecord(value)) return undefined;
  const durationSeconds = positive(value.audio_duration_secs);
  const words = tokenList();
  const channels = channelsIn(value.transcripts, words, durationSeconds);
  if (channels.length > 0) return { channels, durationSeconds };
  const only = readChannel(value, words, durationSeconds);
  return only && { channels: [only], durationSeconds: only.durationSeconds };
}

function channelsIn(list: unknown, words: TokenList, durationSeconds: number | undefined): ScribeChannel[] {
  return readList(list, (entry) => readChannel(entry, words, durationSeconds), mostChannels) ?? [];
}

/** Reads token lists. All lists of one result share the limit: each token takes some hundred bytes until it is in a segment. */
function tokenList() {
  let left = mostEntries;
  return (value: unknown): ScribeWord[] | undefined => {
    const tokens = left > 0 ? readList(value, readToken, left) : Array.isArray(value) ? [] : undefined;
    left -= tokens?.length ?? 0;
    return tokens;
  };
}
type TokenList = ReturnType<typeof tokenList>;

function readChannel(
  value: unknown,
  list: TokenList,
  wholeSeconds: number | undefined,
): ScribeChannel | undefined {
  if (!isRecord(value)) return undefined;
  const text = textIn(value.text);
  const tokens = list(value.words);
  if (text === undefined && tokens === undefined) return undefined;
  // A list in which no entry can be read is not silence.
  if (!text?.trim() && tokens?.length === 0 && !isEmptyList(value.words)) return undefined;
  const durationSeconds = positive(value.audio_duration_secs) ?? wholeSeconds;
  const words = inOrder(tokens ?? []);
  clampToEnd(words, durationSeconds);
  return {
    index: positive(value.channel_index),
    language: textIn(value.language_code),
    languageProbability: positive(value.language_probability),
    durationSeconds,
    text,
    words,
  };
}

function readToken(value: unknown): ScribeWord | undefined {
  if (!isRecord(value) || typeof value.text !== 'string') return undefined;
  return {
    text: value.text,
    type: textIn(value.type) ?? 'word',
    start: seconds(value.start),
    end: seconds(value.end),
    speaker: speakerIn(value.speaker_id),
  };
}

/** ElevenLabs sends `speaker_0`; some gateways send 0. */
function speakerIn(id: unknown): string | undefined {
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  return textIn(id) || undefined;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
