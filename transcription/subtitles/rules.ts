/** What a subtitle has to keep to. Where speech and layout allow it: a word is never left out for it. */
export interface SubtitleRules {
  /** In columns: most characters take one, those of Chinese, Japanese and Korean, and emoji, take two. */
  maxLineLength: number;
  maxLines: number;
  minSeconds: number;
  maxSeconds: number;
  /** Reading speed, in columns a second. */
  maxCharactersPerSecond: number;
  /** A shorter gap between two cues would be seen as a flicker. */
  closeGapsUnderSeconds: number;
}

/** What broadcasters and streaming services ask for in Latin script; half the columns in full-width ones. */
export const defaultSubtitleRules: SubtitleRules = {
  maxLineLength: 42,
  maxLines: 2,
  minSeconds: 1,
  maxSeconds: 7,
  maxCharactersPerSecond: 20,
  closeGapsUnderSeconds: 0.1,
};
