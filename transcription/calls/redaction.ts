import { base64Forms, endOfBase64, hexForm } from './encodedSecret';

/**
 * A shorter key may be a word, such as "key" or "1234" for a self-hosted gateway. A text longer than `longerThanWords`
 * is never a word.
 */
const leastCharacters = 12;
const longerThanWords = 24;

/**
 * Creates a function that removes a secret from foreign text: verbatim, URL-encoded, escaped as some programs write it
 * into JSON, in Base64 and in hexadecimal. A secret that may be a word is removed only if it appears as a credential
 * (`Bearer key`, `?key=1234`, `"apiKey": "1234"`) or encoded: elsewhere it may be what was said in a recording.
 */
export function withoutSecret(secret: string): (text: string) => string {
  if (secret === '') return (text) => text;
  const forms = formsOf(secret);
  const plain = mayBeWord(secret) ? asCredential(forms) : forms;
  // One after another: a pattern that begins with a fixed text is searched for several times as fast.
  const patterns = [plain, ...encodedForms(secret)].map((form) => new RegExp(form, 'g'));
  return (text) => patterns.reduce((cleaned, pattern) => cleaned.replace(pattern, '***'), text);
}

function mayBeWord(secret: string): boolean {
  if (secret.length < leastCharacters) return true;
  // Joined words have no digits, and a number has no letters.
  const isMixed = /\p{L}/u.test(secret) && /\p{N}/u.test(secret);
  return !isMixed && secret.length < longerThanWords;
}

function formsOf(secret: string): string {
  return secret.replace(/[^A-Za-z0-9]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(2, '0');
    const small = code.padStart(4, '0');
    const escaped = `\\\\{1,8}u(?:${small}|${small.toUpperCase()})`;
    return `(?:\\\\{0,8}\\u${small}|%(?:25){0,4}(?:${code}|${code.toUpperCase()})|${escaped})`;
  });
}

/** Shorter ones may be a part of something else. */
const leastEncodedCharacters = 12;

function encodedForms(secret: string): string[] {
  const inBase64 = base64Forms(secret).filter((form) => form.length >= leastEncodedCharacters);
  const inHex = secret.length * 2 >= leastEncodedCharacters ? [hexForm(secret)] : [];
  return [...inBase64.map((form) => formsOf(form) + endOfBase64), ...inHex];
}

/** A quote in JSON, or in JSON nested in a JSON string. */
const quote = String.raw`\\{0,8}"`;

const introductions = [
  String.raw`\bBearer(?: |%20|\+)`,
  String.raw`(?:[Kk]ey|[Tt]oken|[Ss]ecret|[Pp]assword)(?:=|%3[Dd])`,
  String.raw`(?:[Kk]ey|[Tt]oken|[Ss]ecret|[Pp]assword|[Aa]uthorization)${quote}\s?:\s?${quote}`,
  String.raw`\b[Aa]uthorization: `,
  String.raw`\b(?:API|[Aa]pi) ?[Kk]ey(?: provided)?: ["']?`,
];

function asCredential(forms: string): string {
  return `(?<=${introductions.join('|')})${forms}(?![A-Za-z0-9])`;
}
