import { createHmac } from 'node:crypto';
import {
  makeTicket,
  maxFileNameLength,
  maxMetadataBytes,
  ticketKey,
  verifyTicket,
} from '../../transcription/ticket';
import { refusalOf } from '../support/failure';

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

/** A ticket that is signed with the right key, whatever is in it. */
function signed(payload: string, version = 'v1'): string {
  const encoded = Buffer.from(payload).toString('base64url');
  const signature = createHmac('sha256', key).update(`${version}.${encoded}`).digest('base64url');
  return `${version}.${encoded}.${signature}`;
}

const exp = nowMs / 1_000 + 3_600;

describe('a ticket', () => {
  test('brings back what went in, whatever the script', () => {
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

  test('goes into a URL as it is', () => {
    expect(make()).toMatch(/^v1\.[\w-]+\.[\w-]+$/);
  });

  test('is the one that the helper of these tests makes, so that the refusals below mean something', () => {
    expect(verify(signed(JSON.stringify({ exp, ...claims })))).toEqual(claims);
  });

  test('is good up to the end of its life, and not a millisecond longer', () => {
    expect(verify(make(), nowMs + lifetimeMs)).toEqual(claims);
    expect(verify(make(), nowMs + lifetimeMs + 1)).toBeUndefined();
  });

  test('is never good for longer than it was to be', () => {
    const ticket = makeTicket(claims, key, nowMs + 999, lifetimeMs);
    expect(verify(ticket, nowMs + 999 + lifetimeMs + 1)).toBeUndefined();
  });

  test('is nothing under another key', () => {
    expect(verifyTicket(make(), ticketKey('sk-another'), nowMs)).toBeUndefined();
    expect(verifyTicket(make(), apiKey, nowMs)).toBeUndefined();
    expect(verifyTicket(make(), '', nowMs)).toBeUndefined();
  });
});

describe('what is refused', () => {
  test('a ticket in which any one character is another', () => {
    const ticket = make({ metadata: { id: 7 } });
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \0é';
    const accepted: string[] = [];
    for (let at = 0; at < ticket.length; at += 1) {
      for (const character of characters) {
        const altered = ticket.slice(0, at) + character + ticket.slice(at + 1);
        if (altered !== ticket && verify(altered) !== undefined) accepted.push(altered);
      }
    }
    expect(accepted).toEqual([]);
    expect(verify(ticket)).toBeDefined();
  });

  test('a ticket that was cut off, at whatever length', () => {
    const ticket = make();
    const lengths = Array.from({ length: ticket.length }, (_, length) => length);
    expect(lengths.filter((length) => verify(ticket.slice(0, length)) !== undefined)).toEqual([]);
    expect(lengths.slice(1).filter((start) => verify(ticket.slice(start)) !== undefined)).toEqual([]);
  });

  test.each(['.', '.x', '=', ' ', '\n', 'A'])('a ticket with %j behind it', (more) => {
    expect(verify(make() + more)).toBeUndefined();
    expect(verify(more + make())).toBeUndefined();
  });

  test('a part too many or too few', () => {
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

  test('parts of two good tickets put together', () => {
    const [, payload] = make({ metadata: { id: 1 } }).split('.');
    const [version, , signature] = make({ metadata: { id: 2 } }).split('.');
    expect(verify([version, payload, signature].join('.'))).toBeUndefined();
  });

  test.each(['v0', 'v2', 'V1', 'v1 ', ''])(
    'another version, %j, also with a signature that is right',
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
    Symbol('v1'),
  ])('what is no text (case %#)', (ticket) => {
    expect(verify(ticket)).toBeUndefined();
  });

  test.each(['', '.', '..', '...', 'v1', 'v1.', 'v1..', '\u{1F3A7}.\u{1F3A7}.\u{1F3A7}', 'v1.\uD800.\uDFFF'])(
    'text that is no ticket: %j',
    (ticket) => {
      expect(verify(ticket)).toBeUndefined();
    },
  );

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

describe('the metadata', () => {
  const ofBytes = (bytes: number) => ({ note: 'x'.repeat(bytes - '{"note":""}'.length) });

  test('may be 1,024 bytes long', () => {
    const metadata = ofBytes(1_024);
    expect(Buffer.byteLength(JSON.stringify(metadata))).toBe(maxMetadataBytes);
    expect(verify(make({ metadata }))?.metadata).toEqual(metadata);
  });

  test('must not be 1,025 bytes long: the message says so, and the description how to go on', async () => {
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

  test('does no harm with keys that reach for prototypes', () => {
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
  ])('%s is refused in words', async (_what, metadata) => {
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

  test('is not cut within a character', () => {
    expect(traveled(`${'x'.repeat(99)}🎧🎧`)).toBe('x'.repeat(99));
    expect(traveled(`${'x'.repeat(98)}🎧🎧`)).toBe(`${'x'.repeat(98)}🎧`);
  });

  test('leaves room for the rest of the URL, in whatever script', () => {
    const metadata = { note: 'x'.repeat(1_000) };
    expect(make({ metadata, fileName: '語'.repeat(200) }).length).toBeLessThan(2_000);
  });
});

describe('the key', () => {
  test('is the same for the same API key, in every process, and another for another', () => {
    expect(ticketKey(apiKey)).toBe(key);
    expect(ticketKey(`${apiKey} `)).not.toBe(key);
    expect(ticketKey('')).not.toBe(key);
  });

  test('does not tell the API key, in no usual spelling', () => {
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

  test('neither it nor the API key is in a ticket', () => {
    const readable = make()
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const secret of [key, apiKey]) {
      expect(make()).not.toContain(secret);
      expect(readable.join(' ')).not.toContain(secret);
    }
  });
});
