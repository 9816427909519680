import type { AudioSource } from './audio/audio';
import type { Clock } from './calls/clock';
import type { HttpClient } from './calls/http';
import type { PacePolicy } from './calls/pace';
import type { PollPolicy } from './tasks/pollPolicy';
import type { TaskStatus, SubmittedTask } from './tasks/task';
import type { Balance, Transcript } from './transcript';

export interface TranscriptionRequest {
  audio: AudioSource;
  /** ISO 639-1 or 639-3, lower case; absent lets the provider detect it. */
  language?: string;
  /** Whether the transcript shall carry the single words with their times, where the provider must be asked. */
  wantWords: boolean;
  /** Where the provider reports the end of a task, for those that do. */
  callbackUrl?: string;
  /** What only this provider has; read by the provider's own schema. */
  providerOptions: unknown;
}

interface ProviderBase {
  /** The id in the registry; it is the `provider` of every transcript. */
  readonly id: string;
  /** The name on the screen. */
  readonly name: string;
  /** Whether the provider fetches audio from a URL by itself; otherwise it is given files only. */
  readonly fetchesUrls: boolean;
  /** How fast an account may submit; absent where the provider names no limit. */
  readonly submitPace?: PacePolicy;
  /** How fast an account may ask: for tasks, and for its balance. */
  readonly readPace: PacePolicy;
  /**
   * Checks all that can be checked before anything is sent.
   *
   * @returns the request as it will be sent: the file under the name and media type that the provider
   *   understands, the options reduced to the provider's own, defaults filled in
   * @throws TranscriptionError (`invalidInput`)
   */
  check(request: TranscriptionRequest): TranscriptionRequest;
  /**
   * What a request buys, beside the recording itself: all that counts for the service, and nothing else. Two
   * requests with the same recording and the same purchase would be paid for twice and bring the same.
   *
   * @param request as {@link check} returned it
   * @returns plain JSON, whose properties are always in the same order
   */
  purchaseOf(request: TranscriptionRequest): object;
  /** @throws TranscriptionError */
  balance(): Promise<Balance>;
}

/** Answers with the transcript in one request. Repeats by itself what may safely be repeated. */
export interface RequestProvider extends ProviderBase {
  readonly kind: 'request';
  /** @throws TranscriptionError; `mayHaveCharged` when the answer was lost */
  transcribe(request: TranscriptionRequest): Promise<Transcript>;
  /** The transcript in English, whatever the recording's language. @throws as `transcribe` */
  translate(request: TranscriptionRequest): Promise<Transcript>;
}

/** Takes a task, works on it, and gives its transcript to whoever asks later. */
export interface TaskProvider extends ProviderBase {
  readonly kind: 'task';
  /** How often a task should be asked for. */
  readonly pollPolicy: PollPolicy;
  /**
   * Resolves as soon as the provider has accepted the task. Repeats by itself what may safely be repeated.
   *
   * @throws TranscriptionError; `mayHaveCharged` when a task may exist whose ID is not known
   */
  submit(request: TranscriptionRequest): Promise<SubmittedTask>;
  /**
   * Asks once, without a retry: whoever waits asks again anyway.
   *
   * @throws TranscriptionError when the state could not be read; a task that failed is a {@link TaskStatus}
   */
  read(taskId: string): Promise<TaskStatus>;
}

export type TranscriptionProvider = RequestProvider | TaskProvider;

/** What a provider is given to work with. It holds no key: {@link HttpClient} adds it to what may carry it. */
export interface ProviderRuntime {
  http: HttpClient;
  clock: Clock;
  /** Repeats what failed with a retryable error. */
  retry<T>(operation: () => Promise<T>): Promise<T>;
  /** Wraps each single request that costs money: waits for its turn, and takes note that it went out. */
  charge<T>(send: () => Promise<T>): Promise<T>;
  /** How long one upload may take, in milliseconds. */
  uploadTimeoutMs: number;
}
