import { readFileSync } from 'node:fs';
import path from 'node:path';

import { n8n1, n8n2, pinnedVersions } from '../../playground/release';
import { capabilities, lacking, needing, runningOn } from '../suites/e2e/titles';
import { markedPart } from '../support/markedPart';
import { compare } from './compare';
import { compatibilityPart, readRecord } from './record';
import type { Test } from './results';

describe('the record of compatibility', () => {
  test('is of the pinned n8n, on the pinned Node.js', () => {
    expect(readRecord().map(({ n8n, node }) => ({ n8n, node }))).toEqual([
      pinnedVersions(n8n2),
      pinnedVersions(n8n1),
    ]);
  });

  test('is what the README shows', () => {
    const readme = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');
    expect(markedPart(readme, 'compatibility')).toBe(compatibilityPart(readRecord()));
  });
});

describe('two runs of the end-to-end tests', () => {
  const passed = (...titles: string[]): Test => ({ titles, passed: true });
  const needed = passed('file', needing('ssrfProtection'), 'refuses');
  const newer = [passed('smoke', runningOn({ n8n: '2.1.0', node: '24.1.0' })), passed('file', 'works')];
  const older = [passed('smoke', runningOn({ n8n: '1.1.0', node: '20.1.0' })), passed('file', 'works')];

  test('tell what they ran on, and what one of them left out', () => {
    const opened = passed('file', lacking('ssrfProtection'), 'opens');
    expect(
      compare([
        [...newer, needed],
        [...older, opened],
      ]),
    ).toEqual([
      { n8n: '2.1.0', node: '24.1.0', passed: 3, leftOut: {} },
      { n8n: '1.1.0', node: '20.1.0', passed: 3, leftOut: { [capabilities.ssrfProtection]: 1 } },
    ]);
  });

  test('count for nothing when a test was left out without a reason', () => {
    expect(() => compare([[...newer, passed('file', 'works also')], older])).toThrow(
      'Left out on n8n 1.1.0 without a reason:\n  file › works also',
    );
  });

  test('count for nothing when a test has failed', () => {
    expect(() => compare([newer, [...older, { titles: ['file', 'breaks'], passed: false }]])).toThrow(
      'On n8n 1.1.0 failed:\n  file › breaks',
    );
  });

  test('count for nothing when only some of the files were run', () => {
    expect(() => compare([newer, older.slice(1)])).toThrow('not all of its tests were run');
  });
});
