/*
 * In scripts without spaces, dictionaries find words, but not which of them a reader takes as one. These lists name the
 * short words that belong to the word before or after them; Korean, which has spaces, is written in phrases already.
 */

/** The start of Thai, the first such script. */
const first = 0x0e00;

/**
 * Particles and endings of Japanese (bunsetsu begin with neither), also as a dictionary cuts them: "し|て", "しま|した".
 * A single kana is one, except the honorific prefixes.
 */
const japanese = String.raw`[^\P{sc=Hira}おご]|から|まで|より|ので|のに|なので|ても|でも|では|には|とは|とも|への|での|との|など|って|った|んで|んだ|という|だけ|しか|ほど|ばかり|くらい|ぐらい|ながら|たり|だり|たら|だら|れば|けれ|けど|けれど|です|ます|でした|ました|ません|でしょう|ましょう|しょう|しま|した|して|だった|なん|なんです|たん|んです|たい|たく|ない|なく|なか|なかっ|なけれ|れる|られ|られる|せる|させ|させる|そう|よう|ように|かな|かも|よね|かった|かったです|かっ|くて|くない|です(?:か|ね|よ|が)|ます(?:か|ね|よ|が)|さん|さま|ちゃん|くん|たち|ただ|せん|なり|なら|まし|半`;

/** Polite and final particles of Thai, which are written after a space, too. */
const thai = 'ครับ|ครับผม|ค่ะ|คะ|จ้ะ|จ๊ะ|จ้า|นะ|นะคะ|นะครับ|น่ะ|ล่ะ|สิ';

const ending = new RegExp(String.raw`^(?:${japanese}|${thai}|[ๆໆ])\p{P}*$`, 'u');

/** Whether a text never begins a phrase: a reader expects it directly after the word before. */
export function endsPhrase(text: string): boolean {
  return text.charCodeAt(0) >= first && ending.test(text);
}

/**
 * Most words that begin with hiragana continue a phrase, but not behind an honorific prefix ("お送り"). So do auxiliaries
 * of Korean ("고치지 않고") and particles of Chinese.
 */
const continuing =
  /^(?![おご]\P{sc=Hira})\p{sc=Hira}|^[的了着过们地得吗呢吧啊]\p{P}*$|^(?:않|못하|못했|싶)\p{sc=Hang}/u;

/** Whether a text usually continues the phrase before it. */
export function continuesPhrase(text: string): boolean {
  return text.charCodeAt(0) >= first && (continuing.test(text) || ending.test(text));
}

/** Particles that end a Japanese phrase, so that a line may well end after them; "の" leads on to a noun. */
const phraseEnd = /[はがをにでともへばて]$/u;

/** Whether a Japanese phrase ends between two texts: after a particle, and before a word that is not in hiragana. */
export function partsPhrases(text: string, next: string): boolean {
  return next.charCodeAt(0) >= first && phraseEnd.test(text) && !continuesPhrase(next);
}

/** Chinese prepositions, conjunctions, negations, determiners, adverbs and modal verbs. */
const chinese =
  '在|从|把|被|给|跟|和|与|及|或|或者|还是|对|对于|关于|向|往|由|按|除了|因为|所以|如果|虽然|但|但是|而|而且|并|并且|' +
  '不|没|没有|很|太|最|更|每|各|这|那|这个|那个|一个|新|也|都|就|才|又|再|还|只|已经|正在|会|能|可以|要|应该|必须|是';

/** The first part of a compound verb ("取り|替える") in Japanese; in Korean, a bound noun and a number before its unit. */
const leading = new RegExp(
  String.raw`^(?:${chinese})$|\p{sc=Han}[りきしちみびぎ]$|^수$|\p{Nd}[천만억조]+$`,
  'u',
);

/** Whether a text without a mark after it leads on to the next one, like a preposition. */
export function leadsOn(text: string): boolean {
  return text.charCodeAt(text.length - 1) >= first && leading.test(text);
}
