/** The unit and contract tests alone: what they do not notice, no slower suite should have to. */
const fast = require('../../jest.config.js');

module.exports = {
  ...fast,
  rootDir: '../..',
  // Of the code as well: the tests of a file are found through the files that lie between.
  roots: ['<rootDir>'],
  testMatch: ['transcription', 'providers', 'nodes'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  // How subtitles and texts are laid out decides about nothing here. Counters in each line take memory of their own, and
  // millions of lines take minutes.
  testPathIgnorePatterns: [
    ...fast.testPathIgnorePatterns,
    '\\.(memory|exhaustive)\\.test\\.ts$',
    '<rootDir>/test/transcription/(subtitles|formats|segments|text|words)/',
  ],
  modulePathIgnorePatterns: [...fast.modulePathIgnorePatterns, '<rootDir>/.playground/'],
  testSequencer: '<rootDir>/test/mutation/closestTests.js',
  testRunner: '<rootDir>/test/mutation/jest-circus-until-failure.js',
  // Stryker runs several of these at once, each for itself.
  maxWorkers: 1,
};
