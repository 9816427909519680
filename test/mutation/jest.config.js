/** The unit and contract tests alone: what they do not notice, no slower suite should have to. */
const fast = require('../../jest.config.js');

module.exports = {
  ...fast,
  rootDir: '../..',
  roots: ['transcription', 'providers', 'nodes'].map((folder) => `<rootDir>/test/${folder}`),
  // Stryker runs several of these at once, each for itself.
  maxWorkers: 1,
};
