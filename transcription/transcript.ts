/** Timestamps are in seconds from the start of the recording. Unknown ones are absent. */
export interface Word {
  start?: number;
  end?: number;
  /** Spelt as in the transcript's text, with its punctuation. */
  text: string;
  speaker?: string;
  /**
   * No space separates this word from the one before it: Chinese, Japanese, Thai, and parts of one written word.
   * Never set on the first word.
   */
  joined?: true;
}

export interface Segment {
  start: number;
  end: number;
  text: string;
  speaker?: string;
}

/** A sound that is not speech, such as laughter. */
export interface AudioEvent {
  start?: number;
  end?: number;
  text: string;
  /** Who laughs, if the provider reports it. */
  speaker?: string;
}

export type TranscriptStatus = 'completed' | 'processing' | 'failed';

/** One shape for every provider's answer. Absent means unknown; an empty text means a silent recording. */
export interface Transcript {
  /** The provider's id in the registry. */
  provider: string;
  model: string;
  status: TranscriptStatus;
  taskId?: string;
  /** The recording's file name, if the provider reports it. */
  sourceName?: string;
  text: string;
  /** ISO 639-1 if the language has such a code, else ISO 639-3. */
  language?: string;
  /** From 0 to 1. */
  languageProbability?: number;
  durationSeconds?: number;
  segments?: Segment[];
  words?: Word[];
  audioEvents?: AudioEvent[];
  /** The provider's ids of the speakers, in the order in which they first speak. */
  speakers?: string[];
  /** Subtitle files as the provider made them. */
  subtitles?: { srt?: string; vtt?: string };
  creditsConsumed?: number;
  /** ISO 8601, UTC. */
  createdAt?: string;
  completedAt?: string;
  /** What is unusual about the transcript and what to do about it, in whole sentences. */
  warning?: string;
  /** The provider's own answer, as far as it could be read. */
  raw?: unknown;
}

/** What an account has left. */
export interface Balance {
  provider: string;
  unit: 'credits' | 'USD';
  /** What the key can still spend; null if the key has no limit of its own. */
  remaining?: number | null;
  /** The account's total and the used part of it, if the provider reports them. */
  total?: number;
  used?: number;
}
