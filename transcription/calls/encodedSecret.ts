/**
 * The Base64 of a secret wherever it may begin in what was encoded (`user:key`, a whole header): bytes are encoded in
 * threes, so there are three spellings. Only characters that the secret alone decides are included.
 *
 * @returns in both alphabets (RFC 4648, sections 4 and 5)
 */
export function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Each character holds six bits.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [...new Set(forms.flatMap((form) => [form, form.replace(/\+/g, '-').replace(/\//g, '_')]))];
}

const character = '[A-Za-z0-9+/_-]';

/** What may follow such a form where the secret is the last: its remaining bits, and the padding. */
export const endOfBase64 = `(?:${character}?(?:=|%3[Dd]){1,2}|${character}(?!${character}))?`;

/**
 * Matches a secret in hexadecimal, as dumps and logs write it: `736b`, `73 6B`, `73:6b`, `0x73, 0x6b`, `\x73\x6b`, and
 * `%73%6b` of a URL in which everything is encoded.
 */
export function hexForm(secret: string): string {
  const digits = Array.from(Buffer.from(secret), (byte) => byte.toString(16).padStart(2, '0'));
  const either = digits.map((pair) => pair.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`));
  return either.join(String.raw`(?:[ :-]|,? ?0x|%(?:25){0,4}|\\{1,8}x)?`);
}
