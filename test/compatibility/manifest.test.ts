import { readFileSync } from 'node:fs';
import path from 'node:path';

import { playgroundFolder } from '../../playground/paths';
import { n8n2, pinnedVersions } from '../../playground/release';
import { whyNotLocked, withN8n } from './manifest';

const manifest = readFileSync(path.join(playgroundFolder, 'package.json'), 'utf8');

describe('the manifest of another n8n', () => {
  test('is the pinned one’s but for the version', () => {
    const pinned = pinnedVersions(n8n2).n8n;
    expect(withN8n(manifest, pinned)).toBe(manifest);
    expect(withN8n(manifest, '9.8.7')).toBe(manifest.replace(`"n8n": "${pinned}"`, '"n8n": "9.8.7"'));
  });

  test.each(['latest', '^2.41.1', ''])('is not made for "%s", which pins nothing', (version) => {
    expect(() => withN8n(manifest, version)).toThrow('is not a version');
  });
});

describe('an n8n whose packages are not all there', () => {
  const output = (missing: string) =>
    `npm error code ETARGET\nnpm error notarget No matching version found for ${missing}.\n`;

  test('is to be left alone, when a part of n8n is missing', () => {
    expect(whyNotLocked(output('@n8n/agents@0.26.2'))).toMatch(/@n8n\/agents@0\.26\.2.*older n8n/);
  });

  test('needs an override, when another package is missing', () => {
    expect(whyNotLocked(output('linkedom@0.18.13'))).toMatch(/linkedom@0\.18\.13.*overrides/);
  });
});
