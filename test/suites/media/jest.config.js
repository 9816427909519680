/** What the media toolkit writes, read by ffmpeg (which has to be installed) and by music-metadata. */
const { moduleNameMapper, transform, transformIgnorePatterns } = require('../../../jest.config.js');

module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/suites/media/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  // Each test starts other programs and waits for them.
  testTimeout: 120_000,
  moduleNameMapper,
  transform,
  transformIgnorePatterns,
};
