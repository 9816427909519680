import { fittingJson } from './fittingJson';

/** A line of the compact text that Transcribe writes for language models, as in "[0:07] S1: Good morning." */
const spokenLine = /^\[(\d[\d:]*)\] (?:S\d+: )?(.+)$/gm;

/**
 * What the stand-in for a chat model answers. It understands the prompts of the examples, so that each of them has
 * something to show: translated lines, chapters, JSON by a schema, or a summary. All of it says that it is made up.
 */
export function madeUpAnswer(prompt: string): string {
  const json = fittingJson(prompt, summary(prompt));
  if (json !== undefined) return json;
  const lines = /<lines>\n([^]*)\n<\/lines>/.exec(prompt)?.[1];
  if (lines !== undefined) return translated(lines, languageOf(prompt));
  return (/\bchapters?\b/i.test(prompt) && chapters(prompt)) || summary(prompt);
}

const languageOf = (prompt: string): string => /language with the code "([\w-]+)"/.exec(prompt)?.[1] ?? '??';

/** "1: Good morning." becomes "1: [de] Good morning." */
const translated = (lines: string, language: string): string =>
  lines.replace(/^(\d+:) */gm, `$1 [${language}] `);

/** One for each paragraph, at its own time, titled with its first words. */
function chapters(prompt: string): string {
  return [...prompt.matchAll(spokenLine)]
    .map(([, time = '', text = '']) => `${time} ${text.split(/\s+/).slice(0, 4).join(' ')} … (made up)`)
    .join('\n');
}

function summary(prompt: string): string {
  return `This answer is made up by the playground, because no real chat model is asked here. The text begins: “${firstSentence(prompt)}”`;
}

/** Of what was said if the prompt holds a compact text, otherwise of the prompt's last paragraph. */
function firstSentence(prompt: string): string {
  const spoken = [...prompt.matchAll(spokenLine)].map(([, , text = '']) => text).join(' ');
  const text =
    spoken ||
    (prompt
      .trim()
      .split(/\n\s*\n/)
      .at(-1) ??
      '');
  const sentence = /^[^]*?[.!?…。！？](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.replace(/\s+/g, ' ').trim().slice(0, longestQuote);
}

/** Characters; some languages have no full stop, and a prompt may be a whole book. */
const longestQuote = 200;
