import { createHash, randomBytes, timingSafeEqual } from 'crypto';

/** An unguessable, URL-safe secret. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Compares in constant time. */
export function sameSecret(given: unknown, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

/** `timingSafeEqual` requires equal lengths, and digests have one. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
