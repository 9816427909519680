/** The rules for subtitles, kept as far as speech and layout allow: no word is ever left out for them. */
export interface SubtitleRules {
  /** In columns: most characters take one; Chinese, Japanese and Korean characters and emoji take two. */
  maxLineLength: number;
  maxLines: number;
  minSeconds: number;
  maxSeconds: number;
  /** Reading speed, in columns a second. */
  maxCharactersPerSecond: number;
  /** A shorter gap between two cues is seen as a flicker. */
  closeGapsUnderSeconds: number;
}

/** What broadcasters and streaming services require for Latin script; half the columns for full-width scripts. */
export const defaultSubtitleRules: SubtitleRules = {
  maxLineLength: 42,
  maxLines: 2,
  minSeconds: 1,
  maxSeconds: 7,
  maxCharactersPerSecond: 20,
  closeGapsUnderSeconds: 0.1,
};
