import { createHmac, timingSafeEqual } from 'crypto';
import { z } from 'zod';
import { TranscriptionError } from './errors';

/** What travels with a task, in the URL that the provider calls back. */
export interface TicketClaims {
  /** A small object of the user's own, for the workflow that goes on. */
  metadata?: Record<string, unknown> | undefined;
  /** The door of a suspended execution. */
  resumeUrl?: string | undefined;
  /** What the recording is called, for the files that are made of its transcript. */
  fileName?: string | undefined;
}

/** The first part of every ticket: another format gets another number, and old tickets are told apart. */
const version = 'v1';

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
 * The key that signs tickets, derived from the API key, so that both nodes have it and there is nothing to set
 * up. Who knows it does not know the API key.
 */
export function ticketKey(apiKey: string): string {
  return createHmac('sha256', apiKey).update('n8n-nodes-transcribe/ticket').digest('base64url');
}

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
  return [version, payload, signature(payload, key)].join('.');
}

/** @returns undefined for whatever is no ticket of ours: forged, altered, expired, of another version */
export function verifyTicket(ticket: unknown, key: string, nowMs: number): TicketClaims | undefined {
  if (typeof ticket !== 'string') return undefined;
  const [ticketVersion, payload, signed, ...rest] = ticket.split('.');
  if (ticketVersion !== version || payload === undefined || signed === undefined || rest.length > 0) {
    return undefined;
  }
  const given = Buffer.from(signed);
  const expected = Buffer.from(signature(payload, key));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = claimsSchema.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  if (claims === undefined || claims.exp * 1000 < nowMs) return undefined;
  return { metadata: claims.metadata, resumeUrl: claims.resumeUrl, fileName: claims.fileName };
}

function signature(payload: string, key: string): string {
  return createHmac('sha256', key).update(`${version}.${payload}`).digest('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
