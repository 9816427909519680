/** Input from outside: thousands of generated cases for each rule, the same in every run. */
const { moduleNameMapper, transform, transformIgnorePatterns } = require('../../../jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/fuzz/**/*.fuzz.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  // The tests are CPU-bound.
  maxWorkers: 2,
  // Generous: some rules try thousands of cases, and the machine may be busy.
  testTimeout: 600_000,
  globalSetup: '<rootDir>/test/suites/fuzz/globalSetup.ts',
  globalTeardown: '<rootDir>/test/suites/fuzz/globalTeardown.ts',
  moduleNameMapper,
  transform,
  transformIgnorePatterns,
};
