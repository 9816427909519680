/**
 * Articles, prepositions, conjunctions and possessives: words that a reader expects to be followed by another, so that
 * no line should end with them. Left out are words that mean something else in another of these languages, such as
 * Swedish "men" and French "car".
 */
const byLanguage = {
  en: `a an the my your his her its our their of to in on at by for from with into onto over under about after before
    between through during without within against among toward towards upon until since and or but nor if that than as
    because although though while when where which who whose whether every each no`,
  de: `der die das den dem des ein eine einen einem einer eines mein meine meinen dein sein seine seinen ihr ihre ihren
    unser unsere euer kein keine keinen in im ins an am auf aus bei beim mit nach von vom vor zu zum zur für über unter
    durch gegen ohne um bis seit wegen zwischen während hinter neben und oder aber denn sondern dass weil wenn als ob
    obwohl damit bevor nachdem wie`,
  fr: `le la les un une des du de au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces
    à en dans sur sous avec sans pour par vers chez entre contre depuis pendant avant après dès et ou mais donc ni que
    qui dont où si quand lorsque parce puisque comme`,
  es: `el la los las un una unos unas al del mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa a ante
    bajo con contra de desde en entre hacia hasta para por según sin sobre tras y e o u ni pero sino que porque si
    cuando como aunque mientras donde`,
  it: `il lo la i gli le un uno una al allo alla ai agli alle del dello della dei degli delle dal dalla dai dalle nel
    nello nella nei nelle sul sulla sui sulle col mio mia tuo tua suo sua nostro nostra questo questa a con da di in
    per su tra fra senza verso dopo prima e ed o ma che perché se quando mentre anche`,
  pt: `o a os as um uma uns umas ao à aos às do da dos das no na nos nas pelo pela pelos pelas num numa meu minha teu seu
    sua seus suas nosso nossa este esta esse essa de em com por para sem sob sobre entre até desde após e ou mas que
    porque se quando como embora enquanto`,
  ru: `в во на с со к ко о об обо у из от до по за для без под над при про через между перед около после и а но или да
    что чтобы если как когда хотя потому пока где который которая которые не ни мой моя наш ваш его её их`,
  uk: `в у на з із зі до по за для без під над при про через між перед після від о об і й та а але або чи що щоб якщо як
    коли хоча бо поки де який яка які не ні мій наш ваш його її їх`,
  pl: `w we na z ze do od po za dla bez pod nad przy przez o u przed między i a ale lub albo oraz że żeby jeśli jak gdy
    kiedy bo ponieważ choć który która które nie ten ta mój moja nasz jego jej ich`,
  nl: `de het een mijn jouw zijn haar ons onze hun in op aan met voor van uit bij naar over onder tussen tegen zonder
    tot om te en of maar want dat als toen omdat hoewel terwijl die dit deze geen`,
  tr: `bir bu şu ve ile ama fakat veya ya çünkü eğer her hiç`,
  cs: `v ve na s se z ze k ke do od po za pro bez pod nad před při u o mezi a i ale nebo ani že aby když jak protože jestli
    kde který která které můj náš jeho její jejich`,
  sv: `en ett den det de min din sin vår er i på av med för till från om under över mellan utan mot hos vid och eller att
    som när där eftersom fast`,
  el: `ο η το οι τα τον την του της των τους τις ένα μια έναν σε στο στη στην στον στους στις με για από προς χωρίς και
    κι αλλά ή αν όταν που πως ότι να θα δεν`,
};

const words = new Set(Object.values(byLanguage).flatMap((list) => list.split(/\s+/)));

/** No function word is longer. */
const longest = Math.max(...Array.from(words, (word) => word.length));

const opening = /^[([{"'“„«‹‘¿¡]+/;

/**
 * Whether a word without marks after it is an article, a preposition, a conjunction or a possessive in one of the
 * languages above.
 */
export function isFunctionWord(text: string): boolean {
  if (text.length > longest) return false;
  return (
    words.has(text.toLowerCase()) ||
    (opening.test(text) && words.has(text.replace(opening, '').toLowerCase()))
  );
}
