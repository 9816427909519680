/** What stands on the screen for a while. */
export interface Cue {
  /** Whole milliseconds from the start of the recording. */
  startMs: number;
  endMs: number;
  /** As they are read, without markup. */
  lines: string[];
  /** The name of who speaks, where several do. */
  voice?: string;
}
