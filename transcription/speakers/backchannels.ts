import type { Segment } from '../transcript';

/** What listeners say in any language, in the spellings that recognizers use. */
const everywhere = 'm, hm, mhm, hmhm, m hm, uh huh, uhhuh, ah, aha, uhum';

/**
 * What listeners say while somebody else goes on, by language. Left out are words that agree to do something ("okay",
 * "d'accord", "jasne"): minutes need those.
 */
const byLanguage: Readonly<Record<string, string>> = {
  cs: 'jo, ano, no jo',
  de: 'ja, jaja, genau, ach so, achso',
  en: 'yeah, yep, yes, right, i see',
  es: 'sí, ajá, ah sí',
  fr: 'oui, ouais, ah oui, ah bon',
  it: 'sì, già, eh sì, ah sì',
  ja: 'うん, はい, ええ, ああ, そう, そうですね, そうですか, なるほど, へえ, へー, ふーん, んー',
  ko: '네, 예, 응, 음, 아, 어, 그렇군요',
  nl: 'ja, jaja, precies, oh ja',
  pl: 'tak, no, no tak',
  pt: 'sim, pois, pois é, aham',
  ru: 'да, ага, угу, ну да',
  sv: 'ja, jo, jaha, precis, just det',
  tr: 'evet, aynen, hıhı, hı hı',
  uk: 'так, ага, угу, ну так',
  zh: '嗯, 对, 是, 是的, 啊, 哦, 噢, 對',
};

/** More words are a sentence. */
const mostWords = 4;
const mostCharacters = 40;

const separators = /[^\p{L}\p{M}'’]+/u;

/** Lower case, and "Mmmm" as "m": how long somebody hums is spelt in many ways. Japanese "ううん" is another word. */
const plain = (text: string): string =>
  text
    .normalize()
    .toLowerCase()
    .replace(/([\p{sc=Latin}\p{sc=Cyrillic}])\1+/gu, '$1');

interface Known {
  phrases: ReadonlySet<string>;
  /** The characters of phrases without spaces, repeated ("うんうん", "对对对"). */
  repeated: RegExp | undefined;
}

const knownOf = new Map<string, Known>();

function knownIn(language = ''): Known {
  const own = Object.hasOwn(byLanguage, language) ? language : '';
  const known = knownOf.get(own) ?? read(byLanguage[own]);
  knownOf.set(own, known);
  return known;
}

function read(own: string | undefined): Known {
  const phrases = [everywhere, ...(own === undefined ? [] : [own])].flatMap((list) =>
    list.split(', ').map(plain),
  );
  const spaceless = phrases.filter((phrase) => /^[\p{scx=Han}\p{scx=Hira}\p{sc=Hang}]/u.test(phrase));
  return {
    phrases: new Set(phrases),
    repeated: spaceless.length === 0 ? undefined : new RegExp(`^(?:${spaceless.join('|')})+$`, 'u'),
  };
}

/**
 * Whether a text is nothing but what a listener says to show that they are listening: "Mhm.", "Да-да", "うん".
 *
 * @param language as in a transcript; in any other, only sounds such as "mhm" count
 */
export function isBackchannel(text: string, language: string | undefined): boolean {
  if (text.length > mostCharacters) return false;
  const words = plain(text).split(separators).filter(Boolean);
  if (words.length === 0 || words.length > mostWords) return false;
  const { phrases, repeated } = knownIn(language);
  for (let index = 0; index < words.length;) {
    const [word = '', next] = words.slice(index, index + 2);
    if (phrases.has(word) || repeated?.test(word)) index += 1;
    else if (next !== undefined && phrases.has(`${word} ${next}`)) index += 2;
    else return false;
  }
  return true;
}

/** ASCII, full-width and Arabic, and the Greek one. */
const question = /[?？؟\u037e]["'”’»」)\]]*\s*$/u;

/**
 * Leaves out what listeners say while somebody else holds the floor: turns that consist of nothing but backchannels,
 * between two turns of one other speaker. What follows a question is an answer, and stays.
 *
 * @param segments in spoken order
 * @param language as in a transcript
 */
export function withoutBackchannels(segments: readonly Segment[], language: string | undefined): Segment[] {
  const turns = turnsOf(segments);
  const isListening = turns.map((turn) => turn.every(({ text }) => isBackchannel(text, language)));
  const kept: Segment[] = [];
  for (let from = 0; from < turns.length; from++) {
    const floor = kept.at(-1);
    const next = isListening.indexOf(false, from);
    const to = next < 0 ? turns.length : next;
    const goesOn = to > from && floor?.speaker !== undefined && turns[to]?.[0]?.speaker === floor.speaker;
    const isLeftOut = ({ speaker }: Segment) =>
      goesOn && speaker !== undefined && speaker !== floor.speaker && !question.test(floor.text);
    const until = Math.max(to, from + 1);
    for (const segment of turns.slice(from, until).flat()) if (!isLeftOut(segment)) kept.push(segment);
    from = until - 1;
  }
  return kept;
}

function turnsOf(segments: readonly Segment[]): Segment[][] {
  const turns: Segment[][] = [];
  for (const segment of segments) {
    const turn = turns.at(-1);
    if (turn && turn[0]?.speaker === segment.speaker) turn.push(segment);
    else turns.push([segment]);
  }
  return turns;
}
