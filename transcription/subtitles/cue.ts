/** One subtitle on the screen. */
export interface Cue {
  /** Whole milliseconds from the start of the recording. */
  startMs: number;
  endMs: number;
  /** As displayed, without markup. */
  lines: string[];
  /** The speaker's name, if there are several speakers. */
  voice?: string;
  /** In place of `voice`, if two speakers share the cue: the name for each line. */
  voices?: [string, string];
}
