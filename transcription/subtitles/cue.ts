/** One subtitle on the screen. */
export interface Cue {
  /** Whole milliseconds from the start of the recording. */
  startMs: number;
  endMs: number;
  /** As displayed, without markup. */
  lines: string[];
  /** The speaker's name, if there are several speakers. */
  voice?: string;
}
