/** The editor in a real browser, on the same n8n and emulator as the end-to-end tests. */
const { globals, transform, modulePathIgnorePatterns } = require('../e2e/jest.config.js');

/** Published as ES modules only, which jest cannot load as they are. */
const esModules = '(get-port|media-captions|milliparsec)';

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  globals,
  testMatch: ['<rootDir>/test/suites/ui/**/*.ui.test.ts'],
  modulePathIgnorePatterns,
  globalSetup: '<rootDir>/test/suites/e2e/globalSetup.ts',
  globalTeardown: '<rootDir>/test/suites/e2e/globalTeardown.ts',
  maxWorkers: 1,
  testTimeout: 120_000,
  transform: {
    ...transform,
    [`/node_modules/${esModules}/.+\\.js$`]: ['@swc/jest', { jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!${esModules}/)`],
};
