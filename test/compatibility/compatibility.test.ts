import { readFileSync } from 'node:fs';

import { pinnedVersions, type ReleaseId, releases } from '../../playground/release';
import { capabilities, lacking, needing, runningOn } from '../suites/e2e/titles';
import { markedPart } from '../support/markedPart';
import { compare } from './compare';
import { compatibilityPart, pageFile, readRecord } from './record';
import type { Test } from './results';

describe('the record of compatibility', () => {
  test('is of the pinned n8n, on the pinned Node.js', () => {
    const newestFirst: ReleaseId[] = ['n8n-2', 'n8n-3-settings', 'n8n-1'];
    expect(readRecord().map(({ release, n8n, node }) => ({ release, n8n, node }))).toEqual(
      newestFirst.map((release) => ({ release, ...pinnedVersions(releases[release]) })),
    );
  });

  test('is what its page shows', () => {
    expect(markedPart(readFileSync(pageFile, 'utf8'), 'compatibility')).toBe(compatibilityPart(readRecord()));
  });
});

describe('two runs of the end-to-end tests', () => {
  const passed = (...titles: string[]): Test => ({ titles, passed: true, file: '/smoke.e2e.test.ts' });
  const needed = passed('file', needing('ssrfProtection'), 'refuses');
  const newest = { release: 'n8n-2', n8n: '2.1.0', node: '24.1.0' } as const;
  const oldest = { release: 'n8n-1', n8n: '1.1.0', node: '20.1.0' } as const;
  const newer = [passed('smoke', runningOn(newest)), passed('file', 'works')];
  const older = [passed('smoke', runningOn(oldest)), passed('file', 'works')];

  test('tell what they ran on, and what one of them left out', () => {
    const opened = passed('file', lacking('ssrfProtection'), 'opens');
    expect(
      compare([
        [...newer, needed],
        [...older, opened],
      ]),
    ).toEqual([
      { ...newest, passed: 3, leftOut: {} },
      { ...oldest, passed: 3, leftOut: { [capabilities.ssrfProtection]: 1 } },
    ]);
  });

  test('count for nothing when a test was left out without a reason', () => {
    expect(() => compare([[...newer, passed('file', 'works also')], older])).toThrow(
      'Left out on n8n 1.1.0 without a reason:\n  file › works also',
    );
  });

  test('may leave out files that are only for the newest n8n', () => {
    const stress = { ...passed('file', 'bears a crowd'), file: '/manyAtOnce.e2e.test.ts' };
    expect(compare([[...newer, stress], older])).toMatchObject([
      { passed: 3, leftOut: {} },
      { passed: 2, leftOut: {} },
    ]);
  });

  test('leave out only what the settings of n8n 3.0 are meant to meet', () => {
    const settings = { ...newest, release: 'n8n-3-settings' } as const;
    const elsewhere = { ...passed('file', 'delivers'), file: '/deliver.e2e.test.ts' };
    const run = [passed('smoke', runningOn(settings)), passed('file', 'works')];
    expect(compare([[...newer, elsewhere], run])).toMatchObject([{ passed: 3 }, { ...settings, passed: 2 }]);
    expect(() => compare([newer, run.slice(0, 1)])).toThrow('Left out on n8n 2.1.0 without a reason');
  });

  test('count for nothing when a test has failed', () => {
    expect(() => compare([newer, [...older, { ...passed('file', 'breaks'), passed: false }]])).toThrow(
      'On n8n 1.1.0 failed:\n  file › breaks',
    );
  });

  test('count for nothing when only some of the files were run', () => {
    expect(() => compare([newer, older.slice(1)])).toThrow('not all of its tests were run');
  });
});
