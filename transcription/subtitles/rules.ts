/** The rules for subtitles, kept as far as speech and layout allow: no word is ever left out for them. */
export interface SubtitleRules {
  /** In columns: most characters take one; Chinese, Japanese and Korean characters and emoji take two. */
  maxLineLength: number;
  maxLines: number;
  minSeconds: number;
  maxSeconds: number;
  /** Reading speed, in columns a second. */
  maxCharactersPerSecond: number;
  /** Between a cue and the next one; without it, a reader misses that the text has changed. */
  gapSeconds: number;
  /** A gap up to this length is seen as a flicker, and closed to `gapSeconds`. */
  chainSeconds: number;
  /** Whether two speakers' short turns may share a cue of two lines, one for each. */
  dualSpeakers: boolean;
}

/**
 * Netflix, Timed Text Style Guide, Subtitle Timing Guidelines (360051554394): two frames between subtitles, and gaps up
 * to half a second are closed to two frames ("chaining"); a second has 24 frames. All guides of Netflix are published
 * at `https://partnerhelp.netflixstudios.com/hc/en-us/articles/` and the number.
 */
const chaining = { gapSeconds: 0.083, chainSeconds: 0.5 };

/** What broadcasters and streaming services require for Latin script. */
export const defaultSubtitleRules: SubtitleRules = {
  maxLineLength: 42,
  maxLines: 2,
  minSeconds: 1,
  maxSeconds: 7,
  maxCharactersPerSecond: 20,
  ...chaining,
  dualSpeakers: true,
};

/** Scripts whose characters say more than a letter, so that a line has fewer of them, and they take longer to read. */
export type WideScript = 'chinese' | 'japanese' | 'korean';

export type ScriptRules = Readonly<Record<WideScript, Partial<SubtitleRules>>>;

/**
 * Netflix's guides for Japanese (215767517: 13 full-width characters a line, 4 a second), Chinese (215986007: 16 and 9)
 * and Korean (216001127: 16 and 12), for programs for adults. Each full-width character is two columns, as half-width
 * letters, spaces and marks count half there. Speakers of Japanese say about twice as much as its guide lets read.
 */
const wideSpeeds = {
  chinese: { maxCharactersPerSecond: 18 },
  japanese: { maxCharactersPerSecond: 8 },
  korean: { maxCharactersPerSecond: 24 },
} satisfies ScriptRules;

const wideScripts: ScriptRules = {
  chinese: { ...wideSpeeds.chinese, maxLineLength: 32 },
  japanese: { ...wideSpeeds.japanese, maxLineLength: 26 },
  korean: { ...wideSpeeds.korean, maxLineLength: 32 },
};

export interface RuleSet {
  rules: SubtitleRules;
  /** What is different in some scripts. */
  scripts: ScriptRules;
}

export const ruleSets = {
  broadcast: { rules: defaultSubtitleRules, scripts: wideScripts },
  /**
   * Netflix, Timed Text Style Guide, General Requirements (215758617): five sixths of a second to seven seconds, two
   * lines; English (217350977): 42 characters a line, 20 a second for adults.
   */
  streaming: { rules: { ...defaultSubtitleRules, minSeconds: 0.833 }, scripts: wideScripts },
  /** One short line that a phone shows in large letters over an upright video. No standard defines it. */
  social: {
    rules: {
      ...defaultSubtitleRules,
      maxLineLength: 24,
      maxLines: 1,
      minSeconds: 0.5,
      maxSeconds: 3,
      dualSpeakers: false,
    },
    scripts: wideSpeeds,
  },
} as const satisfies Record<string, RuleSet>;

export type RuleSetName = keyof typeof ruleSets;
