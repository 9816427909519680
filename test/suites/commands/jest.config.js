/** Runs the commands from the documentation as a user would type them. */
const { transform, modulePathIgnorePatterns } = require('../e2e/jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/commands/**/*.commands.test.ts'],
  modulePathIgnorePatterns,
  maxWorkers: 1,
  // One of the tests installs n8n if it is missing.
  testTimeout: 900_000,
  transform,
};
