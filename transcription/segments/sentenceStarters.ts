import { isFunctionWord } from '../text/functionWords';

/** Pronouns, adverbs and verbs that begin sentences and are no names, besides the function words. */
const starters = new Set(
  `he she it we you they i there here then now so this these those what why how yes not nobody everyone everybody
  somebody something nothing all some many most both one please let do does did is are was were would can could should
  have has had however
  er sie es wir ich man doch dann da dort hier jetzt heute gestern nun auch nur was wer wo warum dies diese dieser dieses
  alle alles niemand jeder trotzdem danach damals deshalb daher also ja nein bitte
  il elle ils elles on nous vous je tu c j n s qu alors puis ensuite tout tous rien personne comment pourquoi ici là voici
  voilà oui non
  él ella ellos ellas yo tú usted ustedes nosotros esto eso entonces luego después antes ahora hoy ayer allí aquí qué
  quién cómo dónde no sí todo todos nadie nada se me te es era fue está hay había vamos muy más también ya
  lui lei loro io noi voi quello allora poi ora oggi ieri qui lì non tutti tutto nessuno niente chi come dove è sono ha fu
  ci si molto più
  ele ela eles elas eu você vocês nós isto isso então depois agora hoje ontem aqui lá quem onde não sim tudo ninguém
  é foi há muito mais também já
  я ты он она оно мы вы они это этот эта эти тот тогда потом затем сейчас теперь сегодня вчера там тут здесь кто почему
  нет все всё никто ничего был была было были есть много мало очень так тоже также уже еще ещё ведь вот
  ти він вона воно ми ви вони це цей ця ці потім тоді зараз тепер сьогодні вчора хто чому так всі все усі ніхто нічого був була
  було були є багато дуже теж вже ще
  ja ty on ona ono my wy oni to wtedy potem teraz dziś wczoraj tam tu tutaj co kto gdzie dlaczego tak wszyscy wszystko
  nikt nic był była było byli jest są bardzo też także już jeszcze
  hij zij ze wij we ik jij je jullie nu vandaag gisteren daar hier wat wie hoe waar waarom niet nee alles iedereen
  niemand niets was waren heeft er daarna ook nog
  o biz siz onlar sonra şimdi bugün dün orada burada ne nasıl nerede neden hayır evet herkes kimse çok
  já vy tohle pak teď dnes včera tady kdo proč ano všichni všechno nikdo byl byla bylo je jsou
  jag du han hon vi ni men då nu idag igår här vad vem hur varför inte nej alla allt ingen inget är hade har sedan
  εγώ εσύ αυτός αυτή αυτό εμείς εσείς αυτοί τότε μετά τώρα εδώ εκεί τι ποιος πώς πού γιατί όχι ναι όλοι είναι ήταν
  वह यह मैं हम तुम वे هو هي هم نحن أنا`.split(/\s+/),
);

/** Words that are names, or parts of names, where a name is expected: "J. De Niro", "Dr. La Porta", "Mr. Kim". */
const names = new Set(
  `de di da du des del della der den van von te le la las los el l d a e y san ali an ben dan das ella in kim mia on
  per sen si so till una`.split(/\s+/),
);

/** "Don't", "Isn’t". */
const negated = /^\P{L}*\p{Lu}\p{Ll}*n['’]t(?!\p{L})/u;

const firstLetters = /^\P{L}*([\p{L}\p{M}]+)(\.?)/u;

/**
 * Whether a word looks like the first of a sentence: a pronoun, an article, a preposition or the like.
 *
 * @param afterName whether a name is expected, so that "De" and "La" are taken for parts of it
 */
export function startsSentence(text: string, afterName: boolean): boolean {
  const [, letters = '', dot] = firstLetters.exec(text.slice(0, 40)) ?? [];
  // "A." is an initial.
  if (letters === '' || (letters.length === 1 && dot)) return false;
  const word = letters.toLowerCase();
  if (names.has(word)) return !afterName;
  return starters.has(word) || isFunctionWord(word) || negated.test(text);
}
