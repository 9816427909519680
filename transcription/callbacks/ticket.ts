import { z } from 'zod';
import { TranscriptionError } from '../errors';
import { parseJson } from '../calls/json';
import { isTicketSigned, isTicketSignedAsBefore, signTicket, ticketPublicKey } from './ticketSignature';

export { ticketKey, ticketPublicKey } from './ticketSignature';

/** What travels with a task, in the URL that the provider calls back. */
export interface TicketClaims {
  /** A small object of the user's own, for the workflow that goes on. */
  metadata?: Record<string, unknown> | undefined;
  /** The door of a suspended execution. */
  resumeUrl?: string | undefined;
  /** What the recording is called, for the files that are made of its transcript. */
  fileName?: string | undefined;
}

/** The first part of every ticket: another format gets another number. */
const version = 'v2';

/** The tickets of version 0.1.0. Tasks may be running with them when the package is updated. */
const earlierVersion = 'v1';

/** URLs of more than about 2,000 characters do not get through everywhere. */
export const maxMetadataBytes = 1024;

/** In UTF-16 units, as JavaScript counts. A longer name is cut: it is not worth a URL that does not get through. */
export const maxFileNameLength = 100;

const claimsSchema = z.object({
  /** Seconds since the epoch. */
  exp: z.number(),
  metadata: z.record(z.unknown()).optional(),
  resumeUrl: z.string().url().optional(),
  fileName: z.string().max(maxFileNameLength).optional(),
});

/**
 * @param nowMs milliseconds since the epoch
 * @returns three parts joined by dots, fit for a URL's query
 * @throws TranscriptionError (`invalidInput`) when the metadata is too large
 */
export function makeTicket(
  { metadata, resumeUrl, fileName }: TicketClaims,
  key: string,
  nowMs: number,
  lifetimeMs: number,
): string {
  checkSize(metadata);
  const exp = Math.floor((nowMs + lifetimeMs) / 1000);
  const claims = { exp, metadata, resumeUrl, fileName: fileName && shortened(fileName) };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return [version, payload, signTicket(`${version}.${payload}`, key)].join('.');
}

/** The keys that a ticket may be signed with. */
export interface TicketKeys {
  /** The one derived from the API key of today. */
  key: string;
  /** The public keys of API keys that were in use before. */
  earlier?: readonly string[];
}

export type TicketVerdict =
  | {
      state: 'good';
      claims: TicketClaims;
      /** Whether it was signed with an API key that is in use no more. */
      ofEarlierKey: boolean;
    }
  /** No ticket of ours, altered, or signed with a key that is not known. */
  | { state: 'forged' }
  /** Ours, and too old. */
  | { state: 'expired' };

/** @param nowMs milliseconds since the epoch */
export function readTicket(ticket: unknown, { key, earlier = [] }: TicketKeys, nowMs: number): TicketVerdict {
  const parts = partsOf(ticket);
  if (parts === undefined) return { state: 'forged' };
  const ofEarlierKey = !parts.isSigned(key);
  if (ofEarlierKey && !earlier.some((publicKey) => parts.isSignedBy(publicKey))) return { state: 'forged' };
  const { success, data } = claimsSchema.safeParse(
    parseJson(Buffer.from(parts.payload, 'base64url').toString('utf8')),
  );
  if (!success) return { state: 'forged' };
  const { exp, metadata, resumeUrl, fileName } = data;
  if (exp * 1000 < nowMs) return { state: 'expired' };
  return { state: 'good', claims: { metadata, resumeUrl, fileName }, ofEarlierKey };
}

/** @returns undefined for whatever is no ticket of ours: forged, altered, expired, of another version */
export function verifyTicket(ticket: unknown, key: string, nowMs: number): TicketClaims | undefined {
  const verdict = readTicket(ticket, { key }, nowMs);
  return verdict.state === 'good' ? verdict.claims : undefined;
}

interface TicketParts {
  payload: string;
  isSigned(key: string): boolean;
  isSignedBy(publicKey: string): boolean;
}

function partsOf(ticket: unknown): TicketParts | undefined {
  if (typeof ticket !== 'string') return undefined;
  const [ticketVersion, payload = '', signature, ...rest] = ticket.split('.', 4);
  if (signature === undefined || rest.length > 0) return undefined;
  const text = `${ticketVersion}.${payload}`;
  if (ticketVersion === version) {
    const isSignedBy = (publicKey: string) => isTicketSigned(text, signature, publicKey);
    return { payload, isSignedBy, isSigned: (key) => isSignedBy(ticketPublicKey(key)) };
  }
  if (ticketVersion !== earlierVersion) return undefined;
  return {
    payload,
    isSigned: (key) => isTicketSignedAsBefore(text, signature, key),
    // Such a ticket can be checked only by whoever could have made it: the key is not kept.
    isSignedBy: () => false,
  };
}

/** Does not cut a character in two. */
function shortened(name: string): string {
  return name.slice(0, maxFileNameLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** @throws TranscriptionError for what runs in a circle, is nested too deep, or has a number that JSON does not know */
function asJson(metadata: TicketClaims['metadata']): string {
  try {
    return JSON.stringify(metadata ?? {}) ?? '';
  } catch (cause) {
    throw new TranscriptionError('The Metadata cannot be written as JSON.', {
      code: 'invalidInput',
      description: 'Pass plain texts and numbers only.',
      cause,
    });
  }
}

function checkSize(metadata: TicketClaims['metadata']): void {
  const bytes = Buffer.byteLength(asJson(metadata));
  if (bytes <= maxMetadataBytes) return;
  throw new TranscriptionError(
    `The Metadata is ${bytes.toLocaleString('en')} bytes long, ${maxMetadataBytes.toLocaleString('en')} is the most that can travel with a task.`,
    {
      code: 'invalidInput',
      description: 'Pass an ID, and look the rest up in the workflow that goes on.',
    },
  );
}
