/** What needs ffmpeg or Chromium: the subtitle files are played, the web page is used, and the emulator hears tone speech. */
const { moduleNameMapper, transform, transformIgnorePatterns } = require('../../../jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/players/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  // Each test starts other programs and waits for them.
  testTimeout: 120_000,
  moduleNameMapper,
  transform,
  transformIgnorePatterns,
};
