const { moduleNameMapper, transform, transformIgnorePatterns } = require('../../../jest.config.js');

const release = process.env.N8N_RELEASE ?? 'n8n-2';

/** The files that this release runs, if not all of them; selection.ts says why. */
const { only, except = [] } = require('./selection.json')[release];

/** The whole package in a real n8n. All files share one n8n and one emulator, so they run one after another. */
module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  // One of the n8n releases in playground/release.ts.
  globals: { n8nRelease: release },
  testMatch: (only ?? ['*']).map((name) => `<rootDir>/test/suites/e2e/**/${name}.e2e.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', ...except.map((name) => `/${name}\\.e2e\\.test\\.ts$`)],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/playground/node_modules/',
    '<rootDir>/playground/n8n-1/node_modules/',
    '<rootDir>/.playground/',
  ],
  globalSetup: '<rootDir>/test/suites/e2e/globalSetup.ts',
  globalTeardown: '<rootDir>/test/suites/e2e/globalTeardown.ts',
  testSequencer: '<rootDir>/test/suites/e2e/lastSequencer.js',
  maxWorkers: 1,
  testTimeout: 300_000,
  moduleNameMapper,
  transform,
  transformIgnorePatterns,
};
