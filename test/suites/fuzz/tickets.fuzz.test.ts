import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { TranscriptionError } from '../../../transcription/errors';
import {
  makeTicket,
  maxFileNameLength,
  readTicket,
  type TicketClaims,
  ticketKey,
  ticketPublicKey,
  verifyTicket,
} from '../../../transcription/callbacks/ticket';
import { signTicket } from '../../../transcription/callbacks/ticketSignature';
import { hostileJson, jsonText } from './arbitraries/json';
import { hostileText, keyText } from './arbitraries/text';
import { holds } from './holds';

const nowMs = Date.UTC(2030, 0, 1);

const metadata: fc.Arbitrary<Record<string, unknown>> = fc
  .array(
    fc.tuple(hostileText.map(shortened), fc.oneof(hostileText.map(shortened), fc.integer(), hostileJson)),
    {
      maxLength: 4,
    },
  )
  .map((entries) => Object.fromEntries(entries))
  .filter((object) => Buffer.byteLength(JSON.stringify(object)) <= 1024);

const claims: fc.Arbitrary<TicketClaims> = fc.record(
  {
    metadata,
    resumeUrl: fc.webUrl({ withQueryParameters: true }),
    fileName: hostileText,
  },
  { requiredKeys: [] },
);

interface Made {
  claims: TicketClaims;
  apiKey: string;
  lifetimeMs: number;
  /** A ticket made now. */
  ticket: string;
}

const made: fc.Arbitrary<Made> = fc
  .record({ claims, apiKey: keyText, lifetimeMs: fc.integer({ min: 1_000, max: 10 ** 10 }) })
  .map((parts) => ({ ...parts, ticket: ticketOf(parts) }));

function ticketOf(parts: Omit<Made, 'ticket'>): string {
  return makeTicket(parts.claims, ticketKey(parts.apiKey), nowMs, parts.lifetimeMs);
}

function shortened(text: string): string {
  return text.slice(0, 40);
}

const sign = (payload: string, key: string, version: string): string =>
  signTicket(`${version}.${payload}`, key);

/** How version 0.1.0 signed tickets. */
const signAsBefore = (payload: string, key: string, version: string): string =>
  createHmac('sha256', key).update(`${version}.${payload}`).digest('base64url');

/** As parsed from JSON. A `__proto__` property of its own must not get through. */
function throughJson({ metadata: carried, resumeUrl }: TicketClaims): unknown {
  const safe = { ...carried };
  Reflect.deleteProperty(safe, '__proto__');
  const parsed: unknown = JSON.parse(JSON.stringify({ resumeUrl, ...(carried && { metadata: safe }) }));
  return parsed;
}

describe('a ticket as it was made', () => {
  holds('is good, and brings back what it was given', made, 8_000, ({ ticket, ...parts }) => {
    const verified = verifyTicket(ticket, ticketKey(parts.apiKey), nowMs + parts.lifetimeMs - 1_000);
    expect(verified && throughJson(verified)).toEqual(throughJson(parts.claims));
    const name = parts.claims.fileName?.slice(0, maxFileNameLength).replace(/[\ud800-\udbff]$/, '');
    expect(verified?.fileName).toBe(name);
  });

  holds('needs no escapes in a URL, and gives away neither key', made, 4_000, ({ ticket, apiKey }) => {
    expect(ticket).toMatch(/^v2\.[\w-]+\.[\w-]{86}$/);
    const shown = `${ticket} ${Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString()}`;
    expect(shown.includes(apiKey) || shown.includes(ticketKey(apiKey))).toBe(false);
  });

  holds(
    'is good for nobody with another key',
    fc.tuple(made, fc.oneof(keyText, hostileText)),
    3_000,
    ([{ ticket, apiKey }, other]) => {
      fc.pre(other !== apiKey);
      expect(verifyTicket(ticket, ticketKey(other), nowMs)).toBeUndefined();
      expect(verifyTicket(ticket, other, nowMs)).toBeUndefined();
    },
  );

  holds(
    'is good at no time after its life',
    fc.tuple(made, fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 2 ** 48 }))),
    3_000,
    ([{ ticket, apiKey, lifetimeMs }, late]) => {
      expect(verifyTicket(ticket, ticketKey(apiKey), nowMs + lifetimeMs + late)).toBeUndefined();
    },
  );
});

holds(
  'a ticket of an earlier API key is good with its public key, and for nobody whose keys are others',
  fc.tuple(made, keyText, fc.array(fc.oneof(keyText, hostileText), { maxLength: 3 })),
  3_000,
  ([{ ticket, apiKey }, current, others]) => {
    fc.pre(current !== apiKey);
    const key = ticketKey(current);
    const earlier = [...others, ticketPublicKey(ticketKey(apiKey))];
    expect(readTicket(ticket, { key, earlier }, nowMs)).toMatchObject({ state: 'good', ofEarlierKey: true });
    expect(readTicket(ticket, { key, earlier: others }, nowMs)).toEqual({ state: 'forged' });
    // The data that the trigger stores can't be used to make tickets.
    const forged = makeTicket({}, ticketPublicKey(ticketKey(apiKey)), nowMs, 60_000);
    expect(readTicket(forged, { key, earlier }, nowMs)).toEqual({ state: 'forged' });
  },
);

const position = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (text: string, share: number): number => Math.floor(text.length * share);

type Change = (ticket: string, other: string) => string;

/** A single change to a ticket; changes without effect do not count. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(position, fc.integer({ min: 0, max: 7 })).map(([share, bit]): Change => (ticket) => {
    const bytes = Buffer.from(ticket, 'latin1');
    const index = at(ticket, share);
    bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
    return bytes.toString('latin1');
  }),
  // Changes bits of the decoded parts and encodes them as base64url again.
  fc
    .tuple(fc.constantFrom(1, 2), position, fc.integer({ min: 0, max: 7 }))
    .map(([part, share, bit]): Change => (ticket) => {
      const parts = ticket.split('.');
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      const index = Math.floor(bytes.length * share);
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      parts[part] = bytes.toString('base64url');
      return parts.join('.');
    }),
  position.map(
    (share): Change =>
      (ticket) =>
        ticket.slice(0, at(ticket, share)),
  ),
  position.map(
    (share): Change =>
      (ticket) =>
        ticket.slice(at(ticket, share) + 1),
  ),
  fc.tuple(position, position).map(([one, two]): Change => (ticket) => {
    const [from, to] = [at(ticket, Math.min(one, two)), at(ticket, Math.max(one, two))];
    return ticket.slice(0, from) + ticket.slice(to);
  }),
  fc.tuple(position, hostileText).map(
    ([share, text]): Change =>
      (ticket) =>
        ticket.slice(0, at(ticket, share)) + text + ticket.slice(at(ticket, share)),
  ),
  position.map(
    (share): Change =>
      (ticket, other) =>
        ticket.slice(0, at(ticket, share)) + other.slice(at(ticket, share)),
  ),
  fc.constantFrom<Change>(
    (ticket) => `${ticket}=`,
    (ticket) => ` ${ticket}`,
    (ticket) => `${ticket}\n`,
    (ticket) => ticket.toLowerCase(),
    (ticket) => ticket.toUpperCase(),
    (ticket) => ticket.replace(/-/g, '+').replace(/_/g, '/'),
    (ticket) => ticket.replace(/[.-]/g, (mark) => (mark === '.' ? '%2E' : '%2D')),
    (ticket) => ticket.split('.').reverse().join('.'),
    (ticket) => `${ticket}.${ticket}`,
    (ticket) => ticket.replace(/^v2/, 'v0'),
    (ticket) => ticket.replace(/^v2/, 'v1'),
    (ticket) => ticket.replace(/^v2\./, ''),
    (ticket) => ticket.replace(/\.[^.]*$/, ''),
    (ticket) => ticket.replace(/\.[^.]*$/, '.'),
    (ticket) => JSON.stringify(ticket),
    (ticket) => Buffer.from(ticket).toString('base64url'),
  ),
);

describe('a ticket that is not as it was made', () => {
  holds(
    'is good for nothing, whatever was done to it',
    fc.tuple(made, made, fc.array(change, { minLength: 1, maxLength: 3 })),
    8_000,
    ([{ ticket, apiKey }, other, changes]) => {
      const changed = changes.reduce((text, apply) => apply(text, other.ticket), ticket);
      fc.pre(changed !== ticket);
      expect(verifyTicket(changed, ticketKey(apiKey), nowMs)).toBeUndefined();
    },
  );

  holds(
    'is good for nothing under the sign of another version, which the right key signed',
    fc.tuple(made, fc.oneof(fc.constantFrom('v0', 'v1', 'v3', 'V2', 'v20', ''), hostileText)),
    4_000,
    ([{ ticket, apiKey }, version]) => {
      fc.pre(version !== 'v2');
      const payload = ticket.split('.')[1] ?? '';
      const key = ticketKey(apiKey);
      const resigned = [version, payload, sign(payload, key, version)].join('.');
      expect(verifyTicket(resigned, key, nowMs)).toBeUndefined();
      fc.pre(version !== 'v1');
      const asBefore = [version, payload, signAsBefore(payload, key, version)].join('.');
      expect(verifyTicket(asBefore, key, nowMs)).toBeUndefined();
    },
  );

  holds(
    'is good for nothing when it is no ticket at all',
    fc.oneof(
      hostileText,
      hostileJson,
      fc.array(hostileText, { maxLength: 4 }).map((parts) => parts.join('.')),
    ),
    4_000,
    (value) => {
      expect(verifyTicket(value, ticketKey('sk-0123456789'), nowMs)).toBeUndefined();
    },
  );
});

holds(
  'what the right key has signed is believed in the shape of claims only',
  fc.tuple(
    fc.oneof(
      hostileJson,
      fc.record({
        exp: fc.oneof(fc.constant(nowMs / 1000 + 60), hostileJson),
        metadata: hostileJson,
        resumeUrl: hostileJson,
        fileName: hostileJson,
      }),
    ),
    keyText,
  ),
  4_000,
  ([content, apiKey]) => {
    const key = ticketKey(apiKey);
    const payload = Buffer.from(jsonText(content)).toString('base64url');
    const found = verifyTicket(['v2', payload, sign(payload, key, 'v2')].join('.'), key, nowMs);
    expect(verifyTicket(['v1', payload, signAsBefore(payload, key, 'v1')].join('.'), key, nowMs)).toEqual(
      found,
    );
    if (found === undefined) return;
    expect(Object.keys(found).sort()).toEqual(['fileName', 'metadata', 'resumeUrl']);
    expect(['undefined', 'object']).toContain(typeof found.metadata);
    expect(found.metadata === null || Array.isArray(found.metadata)).toBe(false);
    expect(Object.hasOwn(found.metadata ?? {}, '__proto__')).toBe(false);
    expect(found.resumeUrl === undefined || URL.canParse(found.resumeUrl)).toBe(true);
    expect((found.fileName ?? '').length).toBeLessThanOrEqual(maxFileNameLength);
  },
);

/** Values that an expression may return instead of JSON. */
const strange: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.constantFrom(1, 3, 10_000, 200_000).map((depth) => nested(depth)),
  fc.bigInt().map((count) => ({ count })),
  fc.constant(0).map(() => {
    const circle: Record<string, unknown> = {};
    circle.itself = circle;
    return circle;
  }),
  fc.string({ minLength: 900, maxLength: 5_000 }).map((text) => ({ text })),
  fc.constant(0).map(() => ({ toJSON: () => undefined })),
  fc.constant(0).map(() => ({
    toJSON: () => {
      throw new Error('no');
    },
  })),
);

function nested(depth: number): Record<string, unknown> {
  let outer: Record<string, unknown> = {};
  for (let level = 1; level < depth; level += 1) outer = { outer };
  return outer;
}

holds('metadata becomes a good ticket, or is refused in words', strange, 300, (carried) => {
  const key = ticketKey('sk-0123456789');
  let ticket: string;
  try {
    ticket = makeTicket({ metadata: carried }, key, nowMs, 60_000);
  } catch (error) {
    expect(error).toBeInstanceOf(TranscriptionError);
    return;
  }
  expect(verifyTicket(ticket, key, nowMs)).toBeDefined();
});
