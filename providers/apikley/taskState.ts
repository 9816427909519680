import { oneLine } from '../../transcription/text/oneLine';

/** What the word in `state` means. */
export type TaskState =
  | { is: 'success' | 'failed' | 'running' }
  /** An unknown word, safe to show in a message. */
  | { is: 'unknown'; word: string };

/** Apikley's own words come first in each list, followed by those of similar gateways. */
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

/** Anything longer is not a state, and would fill the message that quotes it. */
const mostCharacters = 60;

/** Reads a state in upper or lower case. Unknown states count as running: the deadline ends the wait, not a guess. */
export function taskState(given: string): TaskState {
  const word = oneLine(given.length > mostCharacters ? `${given.slice(0, mostCharacters)}…` : given);
  const is = meanings.get(word.toLowerCase().replace(/[\s-]+/g, '_'));
  return is === undefined ? { is: 'unknown', word } : { is };
}
