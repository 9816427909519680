const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The tests of the mutated file come first: most mutants fail there. */
module.exports = class extends Sequencer {
  constructor({ globalConfig }) {
    super();
    this.names = globalConfig.nonFlagArgs.map((file) => basename(file, '.ts'));
  }

  sort(tests) {
    const isOwn = ({ path }) => this.names.some((name) => basename(path).startsWith(`${name}.`));
    return [...tests].sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  }
};
