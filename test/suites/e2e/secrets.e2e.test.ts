import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Harness, sharedN8n } from './harness';
import { findingsFile, hmacKey, tapFolder } from './leftBehind';
import { sweep } from './secretSweep';
import { readState } from './state';
import { apikleyNode, elkapiNode, recording } from './transcribeNode';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
  await n8n.control.reset();
});
afterAll(() => n8n.close());

const keysOf = ({ emulator: { keys } }: Harness) => ({
  'the Apikley key': keys.apikley,
  'the ElkAPI key': keys.elkapi,
});

describe('after all that was run', () => {
  // Leaves something to search through, even if only this file is run.
  test('every kind of request was made once more', async () => {
    for (const node of [
      apikleyNode(n8n),
      elkapiNode(n8n),
      apikleyNode(n8n, { operation: 'getBalance' }),
      elkapiNode(n8n, { operation: 'getBalance' }),
    ]) {
      const { status } = await n8n.runWorkflow({ node, items: [recording('german.mp3')] });
      expect(status).toBe('success');
    }
  });

  test('no key stands in what n8n has stored and logged', () => {
    const { n8n: shared, folder } = readState();
    const secrets = { ...keysOf(n8n), 'the HMAC key': hmacKey };
    expect(sweep(path.dirname(shared.logFile), secrets)).toEqual([]);
    // Findings from each n8n that has already ended.
    expect(readFileSync(findingsFile(folder), 'utf8')).toBe('');
  });

  test('no ticket and no secret of a suspended execution stands in the log', () => {
    const log = readFileSync(readState().n8n.logFile, 'utf8');
    expect(log.length).toBeGreaterThan(0);
    expect(/[?&](ticket|transcribe|signature)=[\w.-]+/.exec(log)?.[0]).toBeUndefined();
  });

  test('each key was sent to its own host, and to no other', () => {
    const received = sweep(tapFolder(readState().folder), keysOf(n8n)).sort();
    expect(received).toEqual([
      'the Apikley key in apikley',
      'the ElkAPI key in balance',
      'the ElkAPI key in elkapi',
    ]);
  });
});

test.each([
  ['as it is', (secret: string) => secret],
  ['in a query', (secret: string) => `?key=${encodeURIComponent(secret)}`],
  ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
  ['within a longer base64', (secret: string) => Buffer.from(`ab:${secret}:c`).toString('base64')],
])('the search finds a secret %s', (_how, written) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'transcribe-sweep-'));
  const secret = 'a/secret+with=signs';
  try {
    writeFileSync(
      path.join(folder, 'file'),
      Buffer.concat([Buffer.of(0, 255), Buffer.from(written(secret))]),
    );
    expect(sweep(folder, { it: secret })).toEqual(['it in file']);
    expect(sweep(folder, { another: 'of which there is nothing' })).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
