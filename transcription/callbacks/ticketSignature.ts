import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'crypto';

/* Tickets are signed with Ed25519: verifying them later needs only the public key, which may be stored. */

/** The DER prefixes of the 32 bytes of a private and a public Ed25519 key (RFC 8410, sections 7 and 4). */
const privateKeyStart = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyStart = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The key that signs tickets. It is derived from the API key, so that both nodes have it without any setup. It does
 * not reveal the API key.
 */
export function ticketKey(apiKey: string): string {
  return createHmac('sha256', apiKey).update('n8n-nodes-transcribe/ticket').digest('base64url');
}

/**
 * The public key that verifies tickets signed with `key`. It is not a secret: it can't sign anything.
 *
 * @param key a {@link ticketKey}
 */
export function ticketPublicKey(key: string): string {
  const der = createPublicKey(privateKeyOf(key)).export({ format: 'der', type: 'spki' });
  return der.subarray(publicKeyStart.length).toString('base64url');
}

/** @param key a {@link ticketKey} */
export function signTicket(text: string, key: string): string {
  return sign(null, Buffer.from(text), privateKeyOf(key)).toString('base64url');
}

/** @returns false also for an invalid public key */
export function isTicketSigned(text: string, signature: string, publicKey: string): boolean {
  const given = Buffer.from(signature, 'base64url');
  // Several encodings give the same bytes; only the canonical one is accepted.
  if (given.toString('base64url') !== signature) return false;
  try {
    const der = Buffer.concat([publicKeyStart, Buffer.from(publicKey, 'base64url')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, given);
  } catch {
    return false;
  }
}

/** How version 0.1.0 signed tickets: with the key itself, so that verifying needs the key. */
export function isTicketSignedAsBefore(text: string, signature: string, key: string): boolean {
  const given = Buffer.from(signature);
  const expected = Buffer.from(createHmac('sha256', key).update(text).digest('base64url'));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function privateKeyOf(key: string): KeyObject {
  const seed = createHmac('sha256', key).update('n8n-nodes-transcribe/ticket/ed25519').digest();
  return createPrivateKey({ key: Buffer.concat([privateKeyStart, seed]), format: 'der', type: 'pkcs8' });
}
