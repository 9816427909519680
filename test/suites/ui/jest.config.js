/** The editor in a real browser, on the same n8n and emulator as the end-to-end tests. */
const {
  globals,
  transform,
  transformIgnorePatterns,
  modulePathIgnorePatterns,
} = require('../e2e/jest.config.js');

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
  transform,
  transformIgnorePatterns,
};
