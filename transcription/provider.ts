import type { AudioLimits, AudioSource } from './audio/audio';
import type { ContentKind } from './audio/contentKinds';
import type { Clock } from './calls/clock';
import type { HttpClient } from './calls/http';
import type { PacePolicy } from './calls/pace';
import type { PollPolicy } from './tasks/pollPolicy';
import type { TranscriptionError } from './errors';
import type { TaskStatus, SubmittedTask } from './tasks/task';
import type { Balance, Transcript } from './transcript';

export interface TranscriptionRequest {
  audio: AudioSource;
  /** ISO 639-1 or 639-3, lower case. If absent, the provider detects it. */
  language?: string;
  /** Whether the transcript needs single words with timestamps, for providers that return them only on request. */
  wantWords: boolean;
  /** Where the provider reports that a task has ended, if it supports callbacks. */
  callbackUrl?: string;
  /** Options that only this provider has, read by its own schema. */
  providerOptions: unknown;
}

/** What is known of a file behind a URL without downloading it. */
export interface SeenFile {
  kind?: ContentKind | undefined;
  sizeBytes?: number | undefined;
}

/** What may be wanted of a transcript besides its text. */
export type Wish = 'subtitles' | 'translation' | 'words';

/** A model that the account may use. */
export interface OfferedModel {
  id: string;
  /** What it can do and what it can't, in a few words; empty if that is unknown. */
  abilities: string;
  /** Whether it translates, as far as is known. */
  translates: boolean;
}

interface ProviderBase {
  /** The ID in the registry, and the `provider` of every transcript. */
  readonly id: string;
  /** The name that users see. */
  readonly name: string;
  /** Whether the provider downloads audio from a URL itself. If not, it only takes files. */
  readonly fetchesUrls: boolean;
  /**
   * What it takes as a file, for one request.
   *
   * @param providerOptions as in {@link TranscriptionRequest}
   * @throws TranscriptionError (`invalidInput`)
   */
  fileLimits(providerOptions: unknown): AudioLimits;
  /**
   * Why the provider can't fetch a recording from a URL, or would not take it, as far as can be seen from here. Only
   * for providers that fetch.
   *
   * @param seen what a look at the start of the file has shown, if there was one
   */
  refusalOfUrl?(url: string, seen?: SeenFile): TranscriptionError | undefined;
  /**
   * Why the transcript could not have something, whatever the recording: the model or the format lacks it. Only for
   * providers that have a choice of those.
   *
   * @param providerOptions as in {@link TranscriptionRequest}
   * @returns undefined if it may have it
   */
  refusalOf?(wish: Wish, providerOptions: unknown): TranscriptionError | undefined;
  /** The models that transcribe. Absent if the provider lists none. @throws TranscriptionError */
  models?(): Promise<OfferedModel[]>;
  /** How fast an account may submit. Absent if the provider states no limit. */
  readonly submitPace?: PacePolicy;
  /** How fast an account may read tasks and its balance. */
  readonly readPace: PacePolicy;
  /**
   * Checks everything that can be checked before anything is sent.
   *
   * @returns the request as it will be sent: a file name and media type that the provider accepts, only the
   *   provider's own options, defaults filled in
   * @throws TranscriptionError (`invalidInput`)
   */
  check(request: TranscriptionRequest): TranscriptionRequest;
  /**
   * What a request buys, apart from the recording: everything that matters to the service, and nothing else. Two
   * requests with the same recording and the same purchase would be paid for twice and return the same.
   *
   * @param request as {@link check} returned it
   * @returns plain JSON, whose properties are always in the same order
   */
  purchaseOf(request: TranscriptionRequest): object;
  /** @throws TranscriptionError */
  balance(): Promise<Balance>;
}

/** Returns the transcript in one request. Repeats whatever can be repeated safely. */
export interface RequestProvider extends ProviderBase {
  readonly kind: 'request';
  /** @throws TranscriptionError; `mayHaveCharged` when the answer was lost */
  transcribe(request: TranscriptionRequest): Promise<Transcript>;
  /** The transcript in English, whatever the recording's language. @throws as `transcribe` */
  translate(request: TranscriptionRequest): Promise<Transcript>;
}

/** Accepts a task, processes it, and returns its transcript to later reads. */
export interface TaskProvider extends ProviderBase {
  readonly kind: 'task';
  /** How often a task should be polled. */
  readonly pollPolicy: PollPolicy;
  /**
   * Resolves as soon as the provider has accepted the task. Repeats whatever can be repeated safely.
   *
   * @throws TranscriptionError; `mayHaveCharged` if a task may exist whose ID is unknown
   */
  submit(request: TranscriptionRequest): Promise<SubmittedTask>;
  /**
   * Reads once, without a retry: callers that wait will poll again anyway.
   *
   * @throws TranscriptionError if the state could not be read; a failed task is a {@link TaskStatus}
   */
  read(taskId: string): Promise<TaskStatus>;
}

export type TranscriptionProvider = RequestProvider | TaskProvider;

/** What a provider works with. It holds no key: {@link HttpClient} adds the key to requests that may carry it. */
export interface ProviderRuntime {
  http: HttpClient;
  clock: Clock;
  /** Repeats an operation that failed with a retryable error. */
  retry<T>(operation: () => Promise<T>): Promise<T>;
  /** Wraps each request that costs money: waits for its turn, and records that it was sent. */
  charge<T>(send: () => Promise<T>): Promise<T>;
  /** How long one upload may take, in milliseconds. */
  uploadTimeoutMs: number;
}
