import type { SubtitleRules } from '../subtitles/rules';

/** How a transcript is written for people. */
export interface WriteOptions {
  /** Name the speakers if there are several. */
  speakerLabels: boolean;
  /** Show sounds such as laughter among the words. */
  audioEvents: boolean;
  /** Begin each paragraph of a text file with its timestamp. */
  textTimes: boolean;
  rules: SubtitleRules;
}
