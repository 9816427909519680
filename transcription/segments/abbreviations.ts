/*
 * Abbreviations that forms alone do not give away, chosen from the segmentation suppressions of Unicode CLDR 46.1
 * (package cldr-segments-full; German, English, Spanish, French, Italian, Portuguese, Russian) and, where CLDR has
 * none, from the dictionaries of Czech, Dutch, Greek, Hindi, Polish, Swedish, Turkish and Ukrainian. CLDR also lists
 * words that end sentences as often ("Go.", "Is.", "mar."): such are left out, or count only before a number.
 *
 * An entry with a capital needs one in the text; an entry without takes both.
 */

/** Titles and words before names. */
const titles = `mr Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Fr Sr Sen Rep Gov Gen Col Maj Capt Lt Sgt Cpl Pvt Cmdr Adm Hon Supt
  Pres Atty St Ste Mt Ft Hr Hrn Frl Fam Gebr Dipl Ing Mag Dipl.-Ing Dipl.-Kfm MM Mme Mmes Mlle Mgr Sra Srta Sres Sras
  Srtas Dra Dras Dña Lic Ldo Lda Arq Mons Excmo Excma Exmo Exma Ilmo Ilma Sto Sta Ud Uds Vd Vds EE RR JJ Av Avda sig
  sigg sig.ra sig.na sig.re dott dott.ssa prof prof.ssa avv geom rag On Egr Gent Spett Cav mons ing arch Profa profa
  Eng Pe Cel проф акад доц г-н г-жа им ул вул ім просп пл пер гр тов ген полк инж ks św bp abp inż płk hab ul al dhr
  mevr mw drs Sn doç yrd öğr mudr judr phdr sv em Gral Sté os mec nám bd blvd κ κα κκ κος δρ डॉ प्रो श्री पं स्व`;

/** Words that only make sense before others, so that no sentence ends with them. */
const before = `vs eg ie approx cf viz incl excl ca cca bzw inkl exkl zzgl abzgl ggf ggfs evtl sog vgl einschl ausschl
  insb insbes bspw eigtl ehem e.g i.e z.b d.h u.a v.a o.g s.o s.u aprox p.ej p.ex ej env cfr напр е т.е т.н т.к т.зв див np
  tzw tj tzn zob m.in bijv bv o.a d.w.z m.a.w t.o.v i.p.v resp zgn örn bkz yakl např tzv popř t.ex bl.a d.v.s dvs s.k
  f.d π.χ δηλ`;

/** Words that are abbreviations before a number, and whole words or the end of a sentence elsewhere. */
const beforeNumbers = `no nos nr núm n fig figs vol vols ch chap sec art arts par pt eq ed ver p pp pg s ss pag pagg pág
  págs cap caps kap abs abb tab ziff rn anm aufl tav sez éd séc apt ap tel tél tlf тел стр стор рис гл ст п табл д кв
  ок av ap str rys rozdz poz godz ok blz afb hfst sf şek obr č sid bil max min mind ca env max mo di mi do fr sa so jan feb mar
  mär apr jun jul aug sep sept oct okt nov dec dez janv févr avr juil déc ene abr may ago dic gen febbr mag giu lug set
  ott fev mai out янв февр апр авг сент окт нояб дек mon tue tues wed thu thur thurs fri sat sun lun mar mer jeu ven sam
  dim mié jue vie sáb dom gio sab`;

/** Words that end a sentence if it looks as if another begins. */
const others = `inc ex co milj mil corp dept ave univ assn bros est jr sr mio tsd abt fa geb gest jahrh cad sok mah ltda sdad cía uu
  hh тыс тис руб обл коп адм`;

/** Words that close a list. They look like other abbreviations but end the sentence before any capital. */
const finals = `etc usw usf u.s.w u.v.m ecc enz itd itp atd osv vb т.д т.п др пр إلخ`;

export type AbbreviationKind = 'title' | 'before' | 'beforeNumber' | 'other' | 'final';

const lists = { beforeNumber: beforeNumbers, other: others, title: titles, before, final: finals };

/** Words in capitals are found as well: "DR. JONES". */
const keyOf = (word: string): string => word.charAt(0) + word.slice(1).toLowerCase();

/** A word may be in several lists; the last one counts. */
const known = new Map<string, AbbreviationKind>();
for (const kind of ['beforeNumber', 'other', 'title', 'before', 'final'] as const) {
  for (const word of lists[kind].split(/\s+/)) known.set(keyOf(word), kind);
}

const consonants = 'bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ';

/** What an abbreviation of any language may look like. */
const forms: readonly RegExp[] = [
  // "am 3. Oktober". Years and other large numbers end sentences more often than they are ordinals.
  /^\p{Nd}{1,2}$/u,
  // "II. Mehmet", "Ludwig XIV.".
  /^[IVX]{2,6}$/,
  // "bzw.", "Hbf.", "г.": without a vowel it is an abbreviation, unless someone hums. So is "TV".
  new RegExp(
    `^(?!(?:[Hh][hm]|[Mm][hm]|[ГгХх]м|[Мм]м)[hmм]*$)[${consonants}${consonants.toUpperCase()}][${consonants}]{0,3}$`,
    'u',
  ),
  // In Thai and Lao, only abbreviations end in a dot.
  /[\p{sc=Thai}\p{sc=Laoo}]$/u,
  // "z.B.", "U.S.", "т.е.", "J.-C.": the capital after it may begin a noun, a name or a new sentence.
  /^\p{L}{1,2}(?:\.-?\p{L}{1,2})+$/u,
];

/** A single capital is an initial ("J."), but "I" and "Я" are words. So is a letter without case: "د.". */
const initials = /^(?![IЯ]$)(?:\p{Lo}|\p{Lu}(?:\.-?\p{Lu})*)$/u;

/**
 * @param word without its final dot and without marks before it
 * @returns undefined if it is not an abbreviation
 */
export function abbreviationKind(word: string): AbbreviationKind | undefined {
  if (initials.test(word)) return 'title';
  const kind = known.get(keyOf(word)) ?? known.get(word.toLowerCase());
  if (kind) return kind;
  // "Goethestr. 5".
  if (/\p{Ll}str$/u.test(word)) return 'beforeNumber';
  return forms.some((form) => form.test(word)) ? 'other' : undefined;
}

/** Whether a word, written with or without a dot, is a title, an initial or the like, which a name follows. */
export function isTitle(word: string): boolean {
  return abbreviationKind(word.endsWith('.') ? word.slice(0, -1) : word) === 'title';
}
