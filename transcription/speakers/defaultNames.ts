/**
 * What transcripts, captions and meeting programs of a language call a speaker they have no name for. A language with
 * several customary words has the one that fits any recording, not only meetings or lectures.
 */
const patterns: Readonly<Record<string, string>> = {
  ar: 'المتحدث {n}',
  bg: 'Говорител {n}',
  ca: 'Parlant {n}',
  cs: 'Mluvčí {n}',
  da: 'Taler {n}',
  de: 'Sprecher {n}',
  el: 'Ομιλητής {n}',
  en: 'Speaker {n}',
  es: 'Hablante {n}',
  et: 'Kõneleja {n}',
  fa: 'گوینده {n}',
  fi: 'Puhuja {n}',
  fr: 'Intervenant {n}',
  he: 'דובר {n}',
  hi: 'वक्ता {n}',
  hr: 'Govornik {n}',
  hu: '{n}. beszélő',
  id: 'Pembicara {n}',
  it: 'Parlante {n}',
  ja: '話者{n}',
  ko: '화자 {n}',
  lt: 'Kalbėtojas {n}',
  lv: 'Runātājs {n}',
  nb: 'Taler {n}',
  nl: 'Spreker {n}',
  no: 'Taler {n}',
  pl: 'Mówca {n}',
  pt: 'Orador {n}',
  ro: 'Vorbitor {n}',
  ru: 'Спикер {n}',
  sk: 'Rečník {n}',
  sl: 'Govorec {n}',
  sv: 'Talare {n}',
  th: 'ผู้พูด {n}',
  tr: 'Konuşmacı {n}',
  uk: 'Спікер {n}',
  vi: 'Người nói {n}',
  zh: '说话人{n}',
};

const english = 'Speaker {n}';

/**
 * @param number from 1
 * @param language as in a transcript; any other language gets the English name
 */
export function defaultName(number: number, language: string | undefined): string {
  const known = language !== undefined && Object.hasOwn(patterns, language) ? patterns[language] : undefined;
  return (known ?? english).replace('{n}', String(number));
}

const ofAnyLanguage = new Set(Object.values(patterns));

/** Whether a name is what {@link defaultName} gives in some language. */
export function isDefaultName(name: string): boolean {
  return ofAnyLanguage.has(name.replace(/\d+/, '{n}'));
}
