import {
  type RuleSetName,
  ruleSets,
  type ScriptRules,
  type SubtitleRules,
} from '../../../transcription/subtitles/rules';

/** The options that subtitles are made by: a set of rules, and single rules that change it. */
export interface RuleOptions {
  subtitleRules: RuleSetName;
  chaining?: boolean | undefined;
  dualSpeakers?: boolean | undefined;
  gapSeconds?: number | undefined;
  maxLineLength?: number | undefined;
  maxLines?: number | undefined;
  maxSeconds?: number | undefined;
  minSeconds?: number | undefined;
  readingSpeed?: number | undefined;
}

export const ruleSetNames: readonly string[] = Object.keys(ruleSets);

export const isRuleSet = (value: unknown): value is RuleSetName =>
  typeof value === 'string' && ruleSetNames.includes(value);

/** @returns the rules of the set, with those that the user has added one by one */
export function rulesOf(options: RuleOptions): SubtitleRules {
  return { ...ruleSets[options.subtitleRules].rules, ...chosenRules(options) };
}

/** @returns what the set has for some scripts; a rule that the user has added applies to all of them */
export function scriptRulesOf(options: RuleOptions): ScriptRules {
  const { chinese, japanese, korean } = ruleSets[options.subtitleRules].scripts;
  const chosen = chosenRules(options);
  return {
    chinese: { ...chinese, ...chosen },
    japanese: { ...japanese, ...chosen },
    korean: { ...korean, ...chosen },
  };
}

function chosenRules(options: RuleOptions): Partial<SubtitleRules> {
  const {
    chaining,
    dualSpeakers,
    gapSeconds,
    maxLineLength,
    maxLines,
    minSeconds,
    maxSeconds,
    readingSpeed,
  } = options;
  return {
    ...(maxLineLength === undefined ? {} : { maxLineLength: Math.floor(maxLineLength) }),
    ...(maxLines === undefined ? {} : { maxLines: Math.floor(maxLines) }),
    ...(minSeconds === undefined ? {} : { minSeconds }),
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
    ...(readingSpeed === undefined ? {} : { maxCharactersPerSecond: readingSpeed }),
    ...(gapSeconds === undefined ? {} : { gapSeconds }),
    ...(chaining === false ? { chainSeconds: 0 } : {}),
    ...(dualSpeakers === undefined ? {} : { dualSpeakers }),
  };
}
