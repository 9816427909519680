/* Scripts that put no space between words (UAX #14 calls their break places a matter of dictionaries). */
const ideographic = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\uff01-\uff60`;
const dictionary = String.raw`\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;

/** Quotation marks and the like belong to no script: what counts is the letter beside them. */
const ending = (script: string) => new RegExp(String.raw`[${script}]\p{P}*$`, 'u');
const beginning = (script: string) => new RegExp(String.raw`^\p{P}*[${script}]`, 'u');

const spaceless = new RegExp(`[${ideographic}${dictionary}]`, 'u');
const endsSpaceless = ending(ideographic + dictionary);
const beginsSpaceless = beginning(ideographic + dictionary);
const endsIdeographic = ending(ideographic);
const beginsIdeographic = beginning(ideographic);

/** Below these code points no script does without spaces; most texts never need the slower look. */
const early = /^[\u0000-\u0dff\u2000-\u2dff]*$/;

/** Enough for a letter and the marks beside it. */
const reach = 16;

/** Whether a text holds a script in which words follow each other without a space. */
export function hasSpacelessScript(text: string): boolean {
  return !early.test(text) && spaceless.test(text);
}

/** Whether no space belongs between two words that follow each other. */
export function meetWithoutSpace(before: string, after: string): boolean {
  return endsSpaceless.test(before.slice(-reach)) && beginsSpaceless.test(after.slice(0, reach));
}

/** The same for two sentences: Thai and its neighbours put a space there. */
export function sentencesMeetWithoutSpace(before: string, after: string): boolean {
  return endsIdeographic.test(before.slice(-reach)) && beginsIdeographic.test(after.slice(0, reach));
}
