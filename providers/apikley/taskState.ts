import { oneLine } from '../../transcription/text/oneLine';

/** What the word that stands in `state` means. */
export type TaskState =
  | { is: 'success' | 'failed' | 'running' }
  /** A word that nobody has heard of, fit for a message. */
  | { is: 'unknown'; word: string };

/** Apikley's own words come first in each list; the others are those of gateways of its kind. */
const words: Record<'success' | 'failed' | 'running', readonly string[]> = {
  success: ['success', 'succeeded', 'successful', 'completed', 'complete', 'finished', 'done'],
  failed: ['fail', 'failed', 'failure', 'error'],
  running: [
    ...['waiting', 'queuing', 'generating'],
    ...['queued', 'queueing', 'pending', 'created', 'submitted', 'processing', 'running', 'in_progress', ''],
  ],
};

const meanings = new Map<string, 'success' | 'failed' | 'running'>(
  (['success', 'failed', 'running'] as const).flatMap((is) => words[is].map((word) => [word, is] as const)),
);

/** Longer, it is no state, and would fill the message that it stands in. */
const mostCharacters = 60;

/** Reads a state in any case. One that is not known counts as running: the deadline ends it, not a guess. */
export function taskState(given: string): TaskState {
  const word = oneLine(given.length > mostCharacters ? `${given.slice(0, mostCharacters)}…` : given);
  const is = meanings.get(word.toLowerCase().replace(/[\s-]+/g, '_'));
  return is === undefined ? { is: 'unknown', word } : { is };
}
