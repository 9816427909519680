/** What the documentation tells people to type, typed. */
const { transform, modulePathIgnorePatterns } = require('../e2e/jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/commands/**/*.commands.test.ts'],
  modulePathIgnorePatterns,
  maxWorkers: 1,
  // One of them installs n8n where it is not there yet.
  testTimeout: 900_000,
  transform,
};
