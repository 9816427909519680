import type { SpeakerOptions } from '../speakers/speakerOptions';
import type { ScriptRules, SubtitleRules } from '../subtitles/rules';

/** How a transcript is written for people. */
export interface WriteOptions {
  /** Name the speakers if there are several. */
  speakerLabels: boolean;
  /** What they are called, and how that is written; by default "Speaker 1: " in the transcript's language. */
  speakers?: SpeakerOptions;
  /** Show sounds such as laughter among the words. */
  audioEvents: boolean;
  /**
   * Leave out what listeners say while somebody else goes on, such as "mhm". Only where people read: subtitles show
   * everything that is heard.
   */
  withoutBackchannels?: boolean | undefined;
  /** Begin each paragraph of a text file with its timestamp. */
  textTimes: boolean;
  rules: SubtitleRules;
  /** What is different for subtitles in some scripts; without it, the rules apply to all. */
  scriptRules?: ScriptRules | undefined;
  /** Stands above a web page or a Markdown file; `Transcript` if it is unknown. */
  title?: string | undefined;
  /** Where a web page plays the recording from, as `recordingAddress` accepts it. Whoever has the page can read it. */
  recordingUrl?: string | undefined;
}
