/**
 * The languages that Whisper supports and that have an ISO 639-1 code (openai/whisper, `whisper/tokenizer.py`,
 * LANGUAGES). Scribe supports all of them, too. Two of Whisper's codes are not in ISO 639-1 (`yue`, `haw`) and are
 * left out; its `jw` is `jv` today.
 */
const codes =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi hr ht hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh'.split(
    ' ',
  );

export interface Language {
  /** ISO 639-1. */
  code: string;
  /** In English. */
  name: string;
}

/** Rejects letters that only look like a language code. */
const knownNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const englishNames = new Intl.DisplayNames(['en'], { type: 'language' });

/** One list for all providers, ordered by name. The names come from the Unicode CLDR that ships with Node. */
export const languages: readonly Language[] = codes
  .map((code) => ({ code, name: englishNames.of(code) ?? code }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Codes of ISO 639-2 for what is no single language: several, unknown, uncoded, and no speech at all. */
const noLanguages = ['mis', 'mul', 'und', 'zxx'];

/** Language names and tags with script, region and variants are all shorter. */
const longestTag = 100;

/** Names that Whisper returns and the CLDR spells differently. */
const otherNames: Readonly<Record<string, string>> = {
  bengali: 'bn',
  burmese: 'my',
  cantonese: 'yue',
  castilian: 'es',
  chinese: 'zh',
  flemish: 'nl',
  haitian: 'ht',
  hawaiian: 'haw',
  letzeburgesch: 'lb',
  mandarin: 'zh',
  maori: 'mi',
  moldavian: 'ro',
  moldovan: 'ro',
  myanmar: 'my',
  nynorsk: 'nn',
  panjabi: 'pa',
  pushto: 'ps',
  sinhalese: 'si',
  tagalog: 'tl',
  valencian: 'ca',
};

const codeByName = new Map([
  ...languages.map(({ code, name }) => [name.toLowerCase(), code] as const),
  ...Object.entries(otherNames),
]);

/**
 * Maps what providers call a language to one code: `eng`, `EN`, `en-US` and `english` all become `en`. Canonical
 * forms of codes are those of ECMA-402, which takes them from the Unicode CLDR.
 *
 * @returns ISO 639-1 if the language has such a code, else ISO 639-3; undefined if it is not a language
 */
export function languageCode(value: string): string | undefined {
  if (value.length > longestTag) return undefined;
  const wanted = value.trim().toLowerCase();
  if (codes.includes(wanted)) return wanted;
  const known = codeByName.get(wanted);
  if (known) return known;
  if (!/^[a-z]{2,3}([-_][a-z0-9]+)*$/.test(wanted)) return undefined;
  const tag = wanted.replace(/_/g, '-');
  try {
    const { language } = new Intl.Locale(tag);
    if (noLanguages.includes(language) || knownNames.of(language) === undefined) return undefined;
    // The CLDR maps Tagalog to Filipino, which has no two-letter code.
    return language === 'fil' ? 'tl' : language;
  } catch {
    return undefined;
  }
}

/** @returns the English name of a language code (Unicode CLDR); undefined if there is no such language */
export function languageName(code: string): string | undefined {
  try {
    return knownNames.of(code);
  } catch {
    return undefined;
  }
}
