import { createHash, randomBytes, timingSafeEqual } from 'crypto';

/** A secret that nobody guesses, fit for a URL. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
export function sameSecret(given: unknown, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

/** Digests are of one length, which the comparison asks for. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
