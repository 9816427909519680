/* Scripts without spaces between words (UAX #14 leaves their break places to dictionaries). */
const ideographic = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\uff01-\uff60`;
const dictionary = String.raw`\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;

/** Quotation marks and the like belong to no script, so the letter beside them decides. */
const ending = (script: string) => new RegExp(String.raw`$(?<=[${script}]\p{P}*)`, 'u');
const beginning = (script: string) => new RegExp(String.raw`^\p{P}*[${script}]`, 'u');

const spaceless = new RegExp(`[${ideographic}${dictionary}]`, 'u');
const endsSpaceless = ending(ideographic + dictionary);
const beginsSpaceless = beginning(ideographic + dictionary);
const endsIdeographic = ending(ideographic);
const beginsIdeographic = beginning(ideographic);

/** Every script below these code points uses spaces, so most texts never need the slower check. */
const early = /^[\u0000-\u0dff\u2000-\u2dff]*$/;

/** Long enough for a letter and the marks beside it. */
const reach = 16;

/** Whether a text contains a script that puts no space between words. */
export function hasSpacelessScript(text: string): boolean {
  return !early.test(text) && spaceless.test(text);
}

/** Whether no space belongs between two consecutive words. */
export function meetWithoutSpace(before: string, after: string): boolean {
  return endsSpaceless.test(before.slice(-reach)) && beginsSpaceless.test(after.slice(0, reach));
}

/** The same for sentences, between which Thai and related scripts put a space. */
export function sentencesMeetWithoutSpace(before: string, after: string): boolean {
  return endsIdeographic.test(before.slice(-reach)) && beginsIdeographic.test(after.slice(0, reach));
}
