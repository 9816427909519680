import { createHmac } from 'node:crypto';
import {
  makeTicket,
  maxFileNameLength,
  maxMetadataBytes,
  readTicket,
  ticketKey,
  ticketPublicKey,
  verifyTicket,
} from '../../../transcription/callbacks/ticket';
import { signTicket } from '../../../transcription/callbacks/ticketSignature';
import { refusalOf } from '../../support/failure';

const apiKey = 'sk-0123456789abcdef';
const key = ticketKey(apiKey);
const nowMs = Date.UTC(2030, 0, 1);
const lifetimeMs = 3_600_000;
const claims = {
  metadata: { customer: 'Ольга 🎧', nested: { list: [1, 'two', null, true] } },
  resumeUrl: 'https://n8n.example.com/webhook-waiting/7?transcribe=secret',
  fileName: 'Звонок 🎧 — 1',
};

const make = (made: Parameters<typeof makeTicket>[0] = claims) => makeTicket(made, key, nowMs, lifetimeMs);
const verify = (ticket: unknown, atMs = nowMs) => verifyTicket(ticket, key, atMs);

/** A ticket with any content, signed with the right key. */
function signed(payload: string, version = 'v2'): string {
  const encoded = Buffer.from(payload).toString('base64url');
  return `${version}.${encoded}.${signTicket(`${version}.${encoded}`, key)}`;
}

/** The same in the format of version 0.1.0. */
function signedAsBefore(payload: string, signedWith = key): string {
  const encoded = Buffer.from(payload).toString('base64url');
  const signature = createHmac('sha256', signedWith).update(`v1.${encoded}`).digest('base64url');
  return `v1.${encoded}.${signature}`;
}

const exp = nowMs / 1_000 + 3_600;

describe('a ticket', () => {
  test('returns what went in, in any script', () => {
    expect(verify(make())).toEqual(claims);
  });

  test.each([
    ['nothing', {}],
    ['metadata only', { metadata: { id: 7 } }],
    ['metadata that is empty', { metadata: {} }],
    ['a resume URL only', { resumeUrl: 'https://n8n.example.com/webhook-waiting/7' }],
    ['a file name only', { fileName: 'interview' }],
  ])('may carry %s', (_what, made) => {
    expect(verify(make(made))).toEqual({
      metadata: undefined,
      resumeUrl: undefined,
      fileName: undefined,
      ...made,
    });
  });

  test('needs no escaping in a URL', () => {
    expect(make()).toMatch(/^v2\.[\w-]+\.[\w-]{86}$/);
  });

  test('matches the helper in these tests, so that the refusals below are meaningful', () => {
    expect(verify(signed(JSON.stringify({ exp, ...claims })))).toEqual(claims);
  });

  test('is valid up to the end of its life, and not a millisecond longer', () => {
    expect(verify(make(), nowMs + lifetimeMs)).toEqual(claims);
    expect(verify(make(), nowMs + lifetimeMs + 1)).toBeUndefined();
  });

  test('is never valid for longer than intended', () => {
    const ticket = makeTicket(claims, key, nowMs + 999, lifetimeMs);
    expect(verify(ticket, nowMs + 999 + lifetimeMs + 1)).toBeUndefined();
  });

  test('is invalid under another key', () => {
    expect(verifyTicket(make(), ticketKey('sk-another'), nowMs)).toBeUndefined();
    expect(verifyTicket(make(), apiKey, nowMs)).toBeUndefined();
    expect(verifyTicket(make(), '', nowMs)).toBeUndefined();
  });
});

describe('what is refused', () => {
  test('a ticket cut off at any length', () => {
    const ticket = make();
    const lengths = Array.from({ length: ticket.length }, (_, length) => length);
    expect(lengths.filter((length) => verify(ticket.slice(0, length)) !== undefined)).toEqual([]);
    expect(lengths.slice(1).filter((start) => verify(ticket.slice(start)) !== undefined)).toEqual([]);
  });

  test.each(['.', '.x', '=', ' ', '\n', 'A'])('a ticket with %j after it', (more) => {
    expect(verify(make() + more)).toBeUndefined();
    expect(verify(more + make())).toBeUndefined();
  });

  test('one part too many or too few', () => {
    const [version = '', payload = '', signature = ''] = make().split('.');
    const wrong = [
      [version, payload],
      [payload, signature],
      [version, payload, signature, signature],
      [version, '', payload, signature],
      [version, payload, ''],
      [version, '', signature],
      ['', payload, signature],
      [version, signature, payload],
    ];
    for (const parts of wrong) expect(verify(parts.join('.'))).toBeUndefined();
  });

  test('parts of two valid tickets combined', () => {
    const [, payload] = make({ metadata: { id: 1 } }).split('.');
    const [version, , signature] = make({ metadata: { id: 2 } }).split('.');
    expect(verify([version, payload, signature].join('.'))).toBeUndefined();
  });

  test.each(['v0', 'v1', 'v3', 'V2', 'v2 ', ''])(
    'another version, %j, even with a correct signature',
    (version) => {
      expect(verify(signed(JSON.stringify({ exp, ...claims }), version))).toBeUndefined();
    },
  );

  test.each([
    undefined,
    null,
    0,
    true,
    {},
    [],
    [make()],
    { ticket: make() },
    Buffer.from(make()),
    Symbol('v2'),
  ])('anything but a string (case %#)', (ticket) => {
    expect(verify(ticket)).toBeUndefined();
  });

  test.each([
    '',
    '.',
    '..',
    '...',
    'v2',
    'v2.',
    'v2..',
    '\u{1F3A7}.\u{1F3A7}.\u{1F3A7}',
    'v2.\uD800.\uDFFF',
    'v1..',
  ])('text that is not a ticket: %j', (ticket) => {
    expect(verify(ticket)).toBeUndefined();
  });

  test.each([
    '',
    'null',
    '7',
    '[]',
    '{"exp":',
    '{}',
    '{"exp":null}',
    `{"exp":"${exp}"}`,
    `{"exp":${exp},"metadata":"text"}`,
    `{"exp":${exp},"metadata":null}`,
    `{"exp":${exp},"metadata":[1]}`,
    `{"exp":${exp},"resumeUrl":"not a URL"}`,
    `{"exp":${exp},"resumeUrl":7}`,
    `{"exp":${exp},"fileName":7}`,
    `{"exp":${exp},"fileName":null}`,
    `{"exp":${exp},"fileName":"${'x'.repeat(101)}"}`,
  ])('signed content of another shape: %s', (payload) => {
    expect(verify(signed(payload))).toBeUndefined();
  });
});

describe('a verdict says what is wrong', () => {
  const verdict = (ticket: unknown, earlier: string[] = [], atMs = nowMs) =>
    readTicket(ticket, { key, earlier }, atMs);

  test('with a ticket of ours that has expired', () => {
    expect(verdict(make(), [], nowMs + lifetimeMs + 1)).toEqual({ state: 'expired' });
  });

  test('with a ticket that is not ours, expired or not', () => {
    const foreign = makeTicket(claims, ticketKey('sk-another'), nowMs, lifetimeMs);
    expect(verdict(foreign)).toEqual({ state: 'forged' });
    expect(verdict(foreign, [], nowMs + lifetimeMs + 1)).toEqual({ state: 'forged' });
    expect(verdict(null)).toEqual({ state: 'forged' });
  });
});

describe('a replaced API key', () => {
  const former = ticketKey('sk-former');
  const ticket = makeTicket(claims, former, nowMs, lifetimeMs);
  const read = (earlier: string[], given = ticket) => readTicket(given, { key, earlier }, nowMs);

  test('leaves tickets that are valid for anyone who has kept its public key', () => {
    expect(read([ticketPublicKey(ticketKey('sk-other')), ticketPublicKey(former)])).toEqual({
      state: 'good',
      claims,
      ofEarlierKey: true,
    });
    expect(read([ticketPublicKey(former)], make())).toMatchObject({ state: 'good', ofEarlierKey: false });
  });

  test('leaves none that are valid for anyone else', () => {
    expect(read([])).toEqual({ state: 'forged' });
    expect(read([ticketPublicKey(ticketKey('sk-other'))])).toEqual({ state: 'forged' });
  });

  test('can not be replaced by an invalid key', () => {
    for (const nonsense of ['', 'nonsense', former, ticketPublicKey(former).slice(1), '\uD800']) {
      expect(read([nonsense])).toEqual({ state: 'forged' });
    }
  });

  test('leaves a public key that can not sign anything', () => {
    const publicKey = ticketPublicKey(former);
    expect(publicKey).toMatch(/^[\w-]{43}$/);
    expect(publicKey).not.toBe(former);
    const forged = makeTicket(claims, publicKey, nowMs, lifetimeMs);
    expect(read([publicKey], forged)).toEqual({ state: 'forged' });
  });
});

describe('a ticket of version 0.1.0, whose task was running when the package was updated,', () => {
  const payload = JSON.stringify({ exp, ...claims });

  test('is valid', () => {
    expect(verify(signedAsBefore(payload))).toEqual(claims);
  });

  test('is invalid when altered, expired, or signed with another key', () => {
    const ticket = signedAsBefore(payload);
    expect(verify(`${ticket}A`)).toBeUndefined();
    expect(verify(ticket.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBeUndefined();
    expect(verify(ticket.replace('v1.', 'v2.'))).toBeUndefined();
    expect(verify(ticket, nowMs + 3_600_001)).toBeUndefined();
    expect(verify(signedAsBefore(payload, ticketKey('sk-another')))).toBeUndefined();
  });

  test('is invalid under the public key of an earlier API key, which anyone may know', () => {
    const publicKey = ticketPublicKey(ticketKey('sk-former'));
    const forged = signedAsBefore(payload, publicKey);
    expect(readTicket(forged, { key, earlier: [publicKey] }, nowMs)).toEqual({ state: 'forged' });
  });
});

describe('the metadata', () => {
  const ofBytes = (bytes: number) => ({ note: 'x'.repeat(bytes - '{"note":""}'.length) });

  test('may be 1,024 bytes long', () => {
    const metadata = ofBytes(1_024);
    expect(Buffer.byteLength(JSON.stringify(metadata))).toBe(maxMetadataBytes);
    expect(verify(make({ metadata }))?.metadata).toEqual(metadata);
  });

  test('must not be 1,025 bytes long: the message says so, and the description says what to do', async () => {
    const error = await refusalOf(() => make({ metadata: ofBytes(1_025) }));
    expect(error).toMatchObject({ code: 'invalidInput', retryable: false });
    expect(error.message).toBe(
      'The Metadata is 1,025 bytes long, 1,024 is the most that can travel with a task.',
    );
    expect(error.description).toBe('Pass an ID, and look the rest up in the workflow that goes on.');
  });

  test('is measured in bytes, not in characters', async () => {
    const metadata = { note: 'ё'.repeat(507) };
    expect(JSON.stringify(metadata).length).toBeLessThan(maxMetadataBytes);
    expect((await refusalOf(() => make({ metadata }))).message).toContain('1,025 bytes');
  });

  test('is harmless with keys that target prototypes', () => {
    const hostile =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1},"id":7}';
    const read = verify(
      signed(`{"exp":${exp},"metadata":${hostile},"__proto__":{"resumeUrl":"https://evil.example"}}`),
    );
    const metadata = read?.metadata ?? {};
    expect(metadata.id).toBe(7);
    expect('polluted' in metadata).toBe(false);
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    expect(read?.resumeUrl).toBeUndefined();
  });
});

describe('metadata that cannot be written as JSON', () => {
  const circle: Record<string, unknown> = {};
  circle.itself = circle;
  let deep: Record<string, unknown> = {};
  for (let level = 0; level < 100_000; level += 1) deep = { deep };

  test.each([
    ['that runs in a circle', circle],
    ['that is nested too deep', deep],
    ['with a number that JSON does not know', { count: 7n }],
  ])('%s is refused with a message', async (_what, metadata) => {
    const error = await refusalOf(() => make({ metadata }));
    expect(error).toMatchObject({ code: 'invalidInput', message: 'The Metadata cannot be written as JSON.' });
  });
});

describe('the file name', () => {
  const traveled = (fileName: string) => verify(make({ fileName }))?.fileName;

  test('may be 100 characters long, and is cut beyond that', () => {
    expect(maxFileNameLength).toBe(100);
    expect(traveled('x'.repeat(100))).toBe('x'.repeat(100));
    expect(traveled('x'.repeat(101))).toBe('x'.repeat(100));
    expect(traveled('x'.repeat(100_000))).toBe('x'.repeat(100));
  });

  test('is not cut inside a character', () => {
    expect(traveled(`${'x'.repeat(99)}🎧🎧`)).toBe('x'.repeat(99));
    expect(traveled(`${'x'.repeat(98)}🎧🎧`)).toBe(`${'x'.repeat(98)}🎧`);
  });

  test('leaves room for the rest of the URL, in any script', () => {
    const metadata = { note: 'x'.repeat(1_000) };
    expect(make({ metadata, fileName: '語'.repeat(200) }).length).toBeLessThan(2_000);
  });
});

describe('the key', () => {
  test('is the same for the same API key, in every process, and different for another', () => {
    expect(ticketKey(apiKey)).toBe(key);
    expect(ticketKey(`${apiKey} `)).not.toBe(key);
    expect(ticketKey('')).not.toBe(key);
  });

  test('does not contain the API key, in any usual encoding', () => {
    const decoded = Buffer.from(key, 'base64url').toString('latin1');
    const spellings = (['utf8', 'hex', 'base64', 'base64url'] as const).map((spelling) =>
      Buffer.from(apiKey).toString(spelling),
    );
    for (const spelling of spellings) {
      expect(key).not.toContain(spelling);
      expect(decoded).not.toContain(spelling);
    }
    expect(key).toMatch(/^[\w-]{43}$/);
  });

  test('is not in a ticket, nor is the API key', () => {
    const readable = make()
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const secret of [key, apiKey]) {
      expect(make()).not.toContain(secret);
      expect(readable.join(' ')).not.toContain(secret);
    }
  });
});

test.each(['v0', 'v3', 'V1', ''])(
  'a ticket of version %j, signed as version 0.1.0 did, is none',
  (version) => {
    const payload = Buffer.from(JSON.stringify({ exp, ...claims })).toString('base64url');
    const signature = createHmac('sha256', key).update(`${version}.${payload}`).digest('base64url');
    expect(verify(`${version}.${payload}.${signature}`)).toBeUndefined();
  },
);
