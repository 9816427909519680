/** Everything that can go wrong with every request, on n8n's engine, with shorter waits between attempts. */
const { moduleNameMapper, transform, transformIgnorePatterns } = require('../../../jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/faults/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  setupFiles: ['useFastClock.ts', 'useSmallLimits.ts'].map((file) => `<rootDir>/test/suites/faults/${file}`),
  globalSetup: '<rootDir>/test/suites/faults/globalSetup.ts',
  globalTeardown: '<rootDir>/test/suites/faults/globalTeardown.ts',
  // The cases mostly wait for sockets; the slowest wait for a timeout of a minute.
  maxConcurrency: 100,
  testTimeout: 400_000,
  moduleNameMapper,
  transform,
  transformIgnorePatterns,
};
