import type { RuleSet, SubtitleRules, WideScript } from './rules';

/** Enough to recognize a script by, and no more than a moment's work. */
const sampleLength = 5_000;

const kana = /[\p{sc=Hira}\p{sc=Kana}]/gu;
const hangul = /\p{sc=Hang}/gu;
const han = /\p{sc=Han}/gu;
const letter = /\p{L}/gu;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** @returns the rules for the script that a text is written in */
export function rulesFor(text: string, { rules, scripts }: RuleSet): SubtitleRules {
  const script = wideScript(text.slice(0, sampleLength));
  return script ? { ...rules, ...scripts[script] } : rules;
}

/** The script of most letters, if they are full-width. Japanese has kana in every sentence, Chinese has none. */
function wideScript(text: string): WideScript | undefined {
  const [inKana, inHangul, inHan] = [count(text, kana), count(text, hangul), count(text, han)];
  if ((inKana + inHangul + inHan) * 2 < count(text, letter) || inKana + inHangul + inHan === 0)
    return undefined;
  if (inHangul > inKana + inHan) return 'korean';
  return inKana * 10 > inHan ? 'japanese' : 'chinese';
}
