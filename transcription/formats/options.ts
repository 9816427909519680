import type { SubtitleRules } from '../subtitles/rules';

/** How a transcript is written down for people. */
export interface WriteOptions {
  /** Say who speaks, where several do. */
  speakerLabels: boolean;
  /** Show sounds such as laughter among the words. */
  audioEvents: boolean;
  /** Begin each paragraph of a text file with its time. */
  textTimes: boolean;
  rules: SubtitleRules;
}
