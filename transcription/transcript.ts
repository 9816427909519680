/** Times are in seconds from the start of the recording. What is not known is absent. */
export interface Word {
  start?: number;
  end?: number;
  /** Spelt as in the transcript's text, with its punctuation. */
  text: string;
  speaker?: string;
  /**
   * No space stands between this word and the one before it: Chinese, Japanese, Thai, and parts of one written
   * word. Never on the first word.
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
  /** Whose laughter it is, where the provider tells. */
  speaker?: string;
}

export type TranscriptStatus = 'completed' | 'processing' | 'failed';

/** One shape for what every provider answers. Absent means unknown; an empty text is a silent recording. */
export interface Transcript {
  /** The provider's id in the registry. */
  provider: string;
  model: string;
  status: TranscriptStatus;
  taskId?: string;
  /** The recording's file name, where the provider tells it. */
  sourceName?: string;
  text: string;
  /** ISO 639-1 where the language has such a code, else ISO 639-3. */
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
  /** What is odd about it, and what to do, in whole sentences. */
  warning?: string;
  /** The provider's own answer, as far as it could be read. */
  raw?: unknown;
}

/** What an account has left. */
export interface Balance {
  provider: string;
  unit: 'credits' | 'USD';
  /** What can still be spent with the key; null when the key has no limit of its own. */
  remaining?: number | null;
  /** What the account was given in all, and what of it is used, where the provider tells. */
  total?: number;
  used?: number;
}
