/** A word or phrase that a reader should not meet, and why; `instead` is what to write. */
export interface RuledOut {
  words: RegExp;
  reason: string;
  instead: string;
}

/** English, in the form and in the documentation. */
export const ruledOut: RuledOut[] = [
  { words: /\bjobs?\b/i, reason: 'the field and the form say task', instead: 'task' },
  {
    words: /\bbinary (?:property|properties|field)\b/i,
    reason: 'n8n renamed it in its forms',
    instead: 'input data field',
  },
  {
    words: /\bwebhook URL\b/i,
    reason: 'n8n has three of them, and each has a name',
    instead: 'Production URL, Callback URL or resume URL',
  },
  { words: /\bdoors?\b/i, reason: 'the doorbell is the only metaphor', instead: 'resume URL' },
  {
    words: /\b(?:a?sleep(?:s|ing)?|slept|wakes?|woken?|waking)\b/i,
    reason: 'executions are suspended and resumed, as n8n calls it',
    instead: 'suspended, resumes',
  },
  {
    words: /\b(?:tells?|told|telling)\b/i,
    reason: 'software says, reports or returns; services identify speakers',
    instead: 'says, reports, returns; identifies speakers',
  },
  {
    words: /\b(?:word|its|their|the|no|without|with|right|need) times\b(?! as| a)/i,
    reason: '"times" also counts and multiplies',
    instead: 'timestamps',
  },
  {
    words: /\b(?:not known|isn't known|is not known)\b/i,
    reason: 'a feature is supported or not; a fact is unknown',
    instead: 'not supported, unknown',
  },
  {
    words: /(?:^|[.:;!?] )(?:By|Of|In|For|With) (?:it|that|this|which|what|these|those)\b/,
    reason: 'the subject comes first, and the verb soon',
    instead: 'a sentence that begins with its subject',
  },
  {
    words: /\bears\b/i,
    reason: 'a picture that explains no rule',
    instead: 'lets an AI agent transcribe audio',
  },
  { words: /\bcertain that\b/i, reason: 'stilted', instead: 'only if … can’t have been charged' },
  {
    words: /\b(?:anew|reckon|midst|whence|thereof|herewith)\b/i,
    reason: 'archaic',
    instead: 'again, calculate',
  },
  { words: /\ball the same\b/i, reason: 'a literal translation', instead: 'anyway, still' },
  { words: /\bshall\b/i, reason: 'reads like a contract', instead: 'will, should' },
  {
    words: /\b(?:comes? to (?:nothing|rest)|came to nothing)\b/i,
    reason: 'says neither what is empty nor what has ended',
    instead: 'is empty, ends',
  },
  { words: /\bwhoever\b/i, reason: 'stilted', instead: 'anyone who' },
  {
    words: /(\p{L}{4,})\1/iu,
    reason: 'a search and replace that met its own result, as in "timestampstamps"',
    instead: 'the word once',
  },
  {
    words: /\b(?:createTask|recordInfo|envelope)\b/,
    reason: "the service's interface",
    instead: 'submit, read',
  },
];

/** Russian. What n8n shows in English stays as it is shown, in italics. */
export const ruledOutInRussian: RuledOut[] = [
  {
    words: /воркфло|(?<!_(?:[A-Z][^_\n]*)?)workflow/i,
    reason: 'есть русское слово; подпись на экране пишется курсивом',
    instead: 'рабочий процесс',
  },
  { words: /(?<![а-яё])нод(?:а|ы|у|е|ой|ам|ах)(?![а-яё])/i, reason: 'есть русское слово', instead: 'узел' },
  { words: /вебхук|коллб[эе]к|к[оа]лбэк/i, reason: 'калька', instead: 'обратный вызов' },
  { words: /эндпо[ий]нт|джоб|таск(?!м)/i, reason: 'калька', instead: 'адрес, задача' },
  {
    words: /(?<![а-яё])(?:спит|спят|засыпает|просыпается)(?![а-яё])/i,
    reason: 'процесс приостановлен',
    instead: 'приостанавливается, продолжается',
  },
  { words: /транскри(?:пт|бир)/i, reason: 'есть русское слово', instead: 'расшифровка' },
  { words: /данн(?:ый|ая|ое) (?:узел|операция|пакет|сервис)/i, reason: 'канцелярит', instead: 'этот' },
  { words: /(?<![а-яё])является/i, reason: 'канцелярит', instead: 'тире или другой глагол' },
];

/** What a person reads of a Markdown text: without code, addresses and quoted file names. */
export function prose(markdown: string): string {
  return markdown
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, '`code`')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/https?:\/\/\S+/g, '');
}

/** The lines with a word that is ruled out, each with the word and what to write instead. */
export function findings(where: string, text: string, rules: readonly RuledOut[]): string[] {
  return prose(text)
    .split('\n')
    .flatMap((line) =>
      rules.flatMap(({ words, reason, instead }) => {
        const found = words.exec(line)?.[0];
        return found === undefined
          ? []
          : [`${where}: "${found.trim()}" (${reason}; better: ${instead}) in: ${around(line, found)}`];
      }),
    );
}

function around(line: string, found: string): string {
  const at = line.indexOf(found);
  return line.slice(Math.max(0, at - 60), at + found.length + 60).trim();
}
