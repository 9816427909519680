/** Plays the subtitle files in ffmpeg and Chromium, which have to be installed. */
const { transform, transformIgnorePatterns } = require('../../../jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/players/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  // Each test starts other programs and waits for them.
  testTimeout: 120_000,
  transform,
  transformIgnorePatterns,
};
