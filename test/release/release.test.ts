import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkRelease } from '../../release/check';

const read = (...file: string[]) => readFileSync(path.join(__dirname, '..', '..', ...file), 'utf8');

const changelog = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-01

### Added

- More.

## [1.0.0] - 2026-01-01

- All.

## [0.9.0] - 2025-12-01 [YANKED]

- Wrong.
`;

test('the version in package.json is told of in the changelog', () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  expect(checkRelease({ version, changelog: read('CHANGELOG.md') })).toMatchObject({ version });
});

describe('a release', () => {
  test('is what the changelog tells of its version, and of no other', () => {
    expect(checkRelease({ version: '1.1.0', changelog, tag: 'v1.1.0' })).toEqual({
      version: '1.1.0',
      date: '2026-02-01',
      notes: '### Added\n\n- More.',
    });
    expect(checkRelease({ version: '1.0.0', changelog }).notes).toBe('- All.');
  });

  test.each([
    [
      'a tag of another version',
      { version: '1.1.0', changelog, tag: 'v1.2.0' },
      'it would have to be v1.1.0',
    ],
    ['a tag without its v', { version: '1.1.0', changelog, tag: '1.1.0' }, 'it would have to be v1.1.0'],
    ['a version that the changelog does not know', { version: '1.2.0', changelog }, 'no part "## [1.2.0]'],
    ['a part without a date', { version: '1.1.0', changelog: '## [1.1.0]\n\n- More.' }, 'has no date'],
    [
      'a part without a word',
      { version: '1.1.0', changelog: '## [1.1.0] - 2026-02-01\n\n## [1.0.0] - 2026-01-01\n- All.' },
      'says nothing about 1.1.0',
    ],
    [
      'changes that are left under Unreleased',
      {
        version: '1.0.0',
        changelog: '## [Unreleased]\n- New.\n## [1.0.0] - 2026-01-01\n- All.',
        tag: 'v1.0.0',
      },
      'has changes under "Unreleased"',
    ],
  ])('is refused for %s', (_, sources, problem) => {
    expect(() => checkRelease(sources)).toThrow(problem);
  });
});

describe('the release workflow', () => {
  const workflow = read('.github', 'workflows', 'release.yml');

  test('checks the tag before it publishes', () => {
    const check = workflow.indexOf('npm run release -- check "$GITHUB_REF_NAME"');
    expect(check).toBeGreaterThan(0);
    expect(check).toBeLessThan(workflow.indexOf('npm publish'));
  });

  test('tells on GitHub what the changelog tells, once it is published', () => {
    expect(workflow).toMatch(/needs: publish[^]*release -- notes[^]*gh release create/);
  });
});
