import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { explainFailure, nodeTooOld } from '../../playground/installFailure';
import { fingerprint, readStamp, writeStamp } from '../../playground/installStamp';

describe('the stamp of an installation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'playground-stamp-'));
    mkdirSync(path.join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is recognised while lock file and machine stay the same', () => {
    const stamp = {
      fingerprint: fingerprint('lock', 'linux', 'x64'),
      reached: 'ready',
      seconds: 200,
    } as const;
    writeStamp(folder, stamp);
    expect(readStamp(folder, fingerprint('lock', 'linux', 'x64'))).toEqual(stamp);
  });

  test.each([
    ['another lock file', fingerprint('other lock', 'linux', 'x64')],
    ['another system', fingerprint('lock', 'darwin', 'x64')],
    ['another processor', fingerprint('lock', 'linux', 'arm64')],
  ])('does not count for %s', (_, expected) => {
    writeStamp(folder, { fingerprint: fingerprint('lock', 'linux', 'x64'), reached: 'ready', seconds: 200 });
    expect(readStamp(folder, expected)).toBeUndefined();
  });

  test('keeps what is unpacked when only the building has failed', () => {
    writeStamp(folder, { fingerprint: 'print', reached: 'packages', seconds: 100 });
    expect(readStamp(folder, 'print')?.reached).toBe('packages');
  });

  test('written half, is the same as none', () => {
    writeFileSync(path.join(folder, 'node_modules', '.installed.json'), '{"fingerp');
    expect(readStamp(folder, 'print')).toBeUndefined();
  });

  test('is absent before the first installation', () => {
    rmSync(path.join(folder, 'node_modules'), { recursive: true });
    expect(readStamp(folder, 'print')).toBeUndefined();
  });
});

describe('a failed installation is explained', () => {
  test.each([
    [
      'packages',
      'npm error code ENOTFOUND\nnpm error network request to https://registry',
      'cannot be reached',
    ],
    ['packages', 'npm error code EAI_AGAIN', 'cannot be reached'],
    ['packages', 'npm error code ENOSPC\nnpm error syscall write', 'disk is full'],
    ['packages', 'npm error code E404\nnpm error 404 Not Found', 'lacks a package'],
    ['packages', 'npm error code EINTEGRITY', 'npm cache verify'],
    ['packages', 'npm error code EACCES', 'belongs to another user'],
    ['packages', 'npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    [
      'build',
      'prebuild-install warn install getaddrinfo ENOTFOUND github.com\ngyp ERR! find Python',
      'python3 make g++',
    ],
    ['build', 'gyp info it worked\nmake: fatal error: No space left on device', 'disk is full'],
    ['build', 'gyp ERR! stack FetchError: request to https://nodejs.org failed', 'headers of Node.js'],
    ['build', 'npm error code ETIMEDOUT', 'cannot be reached'],
  ] as const)('while at the %s: %s', (step, output, advice) => {
    const message = explainFailure(step, output, 'install.log');
    expect(message).toContain(advice);
    expect(message).toContain('install.log');
  });

  test('with npm’s last words when they are not known', () => {
    expect(explainFailure('packages', 'one\ntwo\nsomething odd\n', 'install.log')).toContain(
      '  something odd',
    );
  });
});

test.each([
  ['18.20.8', true],
  ['20.14.0', true],
  ['20.15.0', false],
  ['22.0.0', false],
])('Node.js %s is too old: %s', (version, tooOld) => {
  expect(nodeTooOld(version) !== undefined).toBe(tooOld);
});
