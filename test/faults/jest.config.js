/** Everything that can go wrong with every request, on n8n's engine, with the waits between tries shortened. */
const { transform, transformIgnorePatterns } = require('../../jest.config.js');

module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  setupFiles: ['<rootDir>/test/faults/useFastClock.ts'],
  globalSetup: '<rootDir>/test/faults/globalSetup.ts',
  globalTeardown: '<rootDir>/test/faults/globalTeardown.ts',
  // The cases wait for each other's sockets; the slowest wait for a timeout of a minute.
  maxConcurrency: 100,
  testTimeout: 400_000,
  transform,
  transformIgnorePatterns,
};
