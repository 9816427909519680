import type { AudioFormat } from './audioFormat';
import type { Content } from './contentKinds';

/** Audio whose bytes this process can read, as often as needed. */
export interface AudioFile {
  kind: 'file';
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  /** What its first bytes say it is, from `identified`. Without it, only its name and its media type are known. */
  content?: Content;

  /**
   * The bytes from the start, opened anew at each call, because a retry must not read a consumed stream.
   * Chunks are small (at most a few hundred KiB); the whole is never in memory.
   */
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

  /** As {@link open}, from a byte on, for sources that can begin in the middle. */
  openAt?(startByte: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Audio that the provider fetches itself. */
export interface AudioUrl {
  kind: 'url';
  url: string;
}

export type AudioSource = AudioFile | AudioUrl;

/** What a provider accepts as a file, checked before anything is sent. */
export interface AudioLimits {
  formats: readonly AudioFormat[];
  maxBytes: number;
  /** What receives the bytes, as the user would put it: "ElkAPI", "an upload to Apikley". */
  receiver: string;
  /** What to do with a file that is too large, as a full sentence. */
  whenTooLarge: string;
}
