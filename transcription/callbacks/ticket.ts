import { z } from 'zod';
import { TranscriptionError } from '../errors';
import { parseJson } from '../calls/json';
import { isTicketSigned, isTicketSignedAsBefore, signTicket, ticketPublicKey } from './ticketSignature';

export { ticketKey, ticketPublicKey } from './ticketSignature';

/** What travels with a task in its callback URL. */
export interface TicketClaims {
  /** A small object of the user's, for the workflow that continues. */
  metadata?: Record<string, unknown> | undefined;
  /** The resume URL of a suspended execution. */
  resumeUrl?: string | undefined;
  /** The recording's name, for files made from its transcript. */
  fileName?: string | undefined;
  /** For the last part of a recording that went out in several. */
  parts?: PartClaims | undefined;
}

/** Where the part belongs whose task is called back, and the parts before it. */
export interface PartClaims {
  /** Their task IDs and places, as `taskIdOfParts` writes them; empty if there are none. */
  others: string;
  /** In seconds from the start of the recording. */
  startSeconds: number;
  endSeconds?: number | undefined;
}

/** The first part of every ticket. Another format needs another number. */
const version = 'v2';

/** Tickets of version 0.1.0. Tasks that carry them may still run when the package is updated. */
const earlierVersion = 'v1';

/** URLs of more than about 2,000 characters are not accepted everywhere. */
export const maxMetadataBytes = 1024;

/** In UTF-16 units, as JavaScript counts. Longer names are cut, because a URL that is too long may be rejected. */
export const maxFileNameLength = 100;

const claimsSchema = z.object({
  /** Seconds since the epoch. */
  exp: z.number(),
  metadata: z.record(z.unknown()).optional(),
  resumeUrl: z.string().url().optional(),
  fileName: z.string().max(maxFileNameLength).optional(),
  parts: z
    .object({ others: z.string(), startSeconds: z.number(), endSeconds: z.number().optional() })
    .optional(),
});

/**
 * @param nowMs milliseconds since the epoch
 * @returns three parts joined by dots, fit for a URL's query
 * @throws TranscriptionError (`invalidInput`) when the metadata is too large
 */
export function makeTicket(
  { metadata, resumeUrl, fileName, parts }: TicketClaims,
  key: string,
  nowMs: number,
  lifetimeMs: number,
): string {
  checkSize(metadata);
  const exp = Math.floor((nowMs + lifetimeMs) / 1000);
  const claims = { exp, metadata, resumeUrl, fileName: fileName && shortened(fileName), parts };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return [version, payload, signTicket(`${version}.${payload}`, key)].join('.');
}

/** The keys that may have signed a ticket. */
export interface TicketKeys {
  /** Derived from the current API key. */
  key: string;
  /** The public keys of earlier API keys. */
  earlier?: readonly string[];
}

export type TicketVerdict =
  | {
      state: 'good';
      claims: TicketClaims;
      /** Whether it was signed with an earlier API key. */
      ofEarlierKey: boolean;
    }
  /** Not our ticket, altered, or signed with an unknown key. */
  | { state: 'forged' }
  /** Ours, but expired. */
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
  const { exp, ...claims } = data;
  if (exp * 1000 < nowMs) return { state: 'expired' };
  return { state: 'good', claims, ofEarlierKey };
}

/** @returns undefined unless it is a valid ticket of ours: not forged, altered, expired or of another version */
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
    // Only a holder of the signing key can verify such a ticket, and earlier keys are not stored.
    isSignedBy: () => false,
  };
}

/** Never splits a character. */
function shortened(name: string): string {
  return name.slice(0, maxFileNameLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** @throws TranscriptionError for circular references, deep nesting, and numbers that JSON can't express */
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
