import { isRecord } from '../isRecord';
import { fromJsonText } from '../calls/json';
import { known } from '../known';
import { languageCode } from '../language';
import type { Transcript } from '../transcript';
import { joinTexts } from '../text/joinTexts';
import { joinWords } from '../words/joinWords';
import { timedWords } from '../words/timedWords';
import { nonBlank, numberIn, textIn } from './fields';
import { segmentsIn, wordsIn } from './lists';
import { speakersIn, storedNames } from './storedSpeakers';

/** The output of an earlier run, as far as it can be read. */
export type Stored =
  | { state: 'transcript'; transcript: Transcript; names: Readonly<Record<string, string>> }
  /** There was no transcript yet, or never will be. `fields` is what was stored. */
  | { state: 'processing' | 'failed'; fields: Readonly<Record<string, unknown>> };

/**
 * Reads a transcript as it comes out of a workflow, a table, a file or a webhook, perhaps months later: fields may be
 * missing or null, numbers may be texts, lists and the whole may be JSON in a text, a list of one, or within a field
 * such as `body`. Unreadable fields count as unknown.
 *
 * The provider and the model are empty if they were not stored. A stored warning is dropped, because it may be about
 * files and names of that time.
 *
 * @returns undefined if there is neither a text nor segments nor words
 */
export function readStoredTranscript(value: unknown): Stored | undefined {
  const stored = fieldsIn(value);
  if (stored === undefined) return undefined;
  const status = holdsSpeech(stored) ? undefined : statusOf(stored);
  if (status !== undefined) return { state: status, fields: stored };
  const lists = listNames.map((name) => [name, fromJsonText(stored[name])] as const);
  const fields: Record<string, unknown> = { ...stored, ...Object.fromEntries(lists) };
  const found = speechIn(fields);
  if (found === undefined) return undefined;
  return {
    state: 'transcript',
    transcript: { ...found, ...factsIn(fields) },
    names: storedNames(fields.speakers, fields.segments),
  };
}

const listNames = ['segments', 'words', 'audioEvents', 'speakers'];

/** Where tables, webhooks, agents and HTTP requests put a transcript. */
const wrappers = ['transcript', 'json', 'body', 'data', 'output', 'response'];

/** A JSON text in a list in a field `body`, and some more. */
const mostWrappers = 6;

function fieldsIn(value: unknown, depth = mostWrappers): Record<string, unknown> | undefined {
  if (depth === 0) return undefined;
  const inner = fromJsonText(value);
  if (typeof inner === 'string') return inner === value ? undefined : fieldsIn(inner, depth - 1);
  if (Array.isArray(inner)) return inner.length === 1 ? fieldsIn(inner[0], depth - 1) : undefined;
  if (!isRecord(inner)) return undefined;
  if (holdsSpeech(inner) || statusOf(inner) !== undefined) return inner;
  for (const name of wrappers) {
    const found = Object.hasOwn(inner, name) ? fieldsIn(inner[name], depth - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function holdsSpeech({ text, segments, words }: Record<string, unknown>): boolean {
  return typeof text === 'string' || isList(segments) || isList(words);
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'string' && /^\s*\[/.test(value));
}

function statusOf({ status }: Record<string, unknown>): 'processing' | 'failed' | undefined {
  return status === 'processing' || status === 'failed' ? status : undefined;
}

type Speech = Pick<Transcript, 'text' | 'segments' | 'words' | 'audioEvents' | 'speakers'>;

function speechIn(fields: Record<string, unknown>): Speech | undefined {
  const listed = segmentsIn(fields.segments) ?? [];
  const words = wordsIn(fields.words);
  const text = textIn(fields.text);
  if (text === undefined && listed.length === 0 && !words?.length) return undefined;
  const segments = timedWords(listed);
  const audioEvents = wordsIn(fields.audioEvents);
  const speakers = speakersIn(fields.speakers, words ?? listed);
  return {
    text: text ?? (words ? joinWords(words) : joinTexts(listed.map((segment) => segment.text))),
    ...(segments && { segments }),
    ...(words && { words }),
    ...(audioEvents && { audioEvents }),
    ...(speakers.length > 0 && { speakers }),
  };
}

function factsIn(fields: Record<string, unknown>): Omit<Transcript, keyof Speech> {
  const language = nonBlank(fields.language);
  return {
    provider: nonBlank(fields.provider) ?? '',
    model: nonBlank(fields.model) ?? '',
    status: 'completed',
    ...known({
      taskId: nonBlank(fields.taskId),
      sourceName: nonBlank(fields.fileName),
      language: language && (languageCode(language) ?? language),
      createdAt: nonBlank(fields.createdAt),
      completedAt: nonBlank(fields.completedAt),
    }),
    ...known({
      languageProbability: numberIn(fields.languageProbability),
      durationSeconds: numberIn(fields.durationSeconds),
      creditsConsumed: numberIn(fields.creditsConsumed),
    }),
    ...(fields.raw !== undefined && fields.raw !== null && { raw: fromJsonText(fields.raw) }),
  };
}
