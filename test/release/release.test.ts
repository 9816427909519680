import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkRelease } from '../../release/check';
import { environmentLine, withEnvironment } from '../../release/environment';

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

describe('the line that has n8n install a release', () => {
  const line = environmentLine({ name: 'n8n-nodes-x', version: '1.1.0', tarball: Buffer.from('abc') });

  test('has the version, and the checksum that npm shows for the tarball', () => {
    // "abc" is the example of FIPS 180-4.
    const sha512 = Buffer.from(
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
      'hex',
    );
    expect(line).toBe(
      `N8N_COMMUNITY_PACKAGES=[{"name":"n8n-nodes-x","version":"1.1.0","checksum":"sha512-${sha512.toString('base64')}"}]`,
    );
  });

  test('stands below the changes, beside what switches it on', () => {
    const notes = withEnvironment('- More.', line);
    expect(notes).toMatch(/^- More\.\n\n### /);
    expect(notes).toContain(`N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true\n${line}\n`);
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
    expect(workflow).toMatch(/needs: \[build, publish\][^]*release -- notes[^]*gh release create/);
  });

  test('publishes the tarball whose checksum it tells', () => {
    expect(workflow).toMatch(
      /npm pack [^]*release -- environment n8n-nodes-transcribe-\*\.tgz[^]*path: '\*\.tgz'[^]*npm publish \.\/\*\.tgz /,
    );
    expect(workflow).toContain('line: ${{ steps.pack.outputs.line }}');
    expect(workflow).toMatch(/release -- notes "\$GITHUB_REF_NAME" "\$LINE"[^]*needs\.build\.outputs\.line/);
  });
});
