const { dirname, join, relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The nodes are held by their own tests, and so is what lies below them. The tests of the mutated file come first, then
 * those of its folder: nearly all mutants fail there.
 */
module.exports = class extends Sequencer {
  constructor({ globalConfig }) {
    super();
    const tests = join(globalConfig.rootDir, 'test');
    const files = globalConfig.nonFlagArgs.map((file) => relative(globalConfig.rootDir, file));
    this.own = files.map((file) => join(tests, file.replace(/\.ts$/, '.')));
    this.nodes = join(tests, 'nodes') + sep;
  }

  sort(tests) {
    const isOfNodes = (path) => path.startsWith(this.nodes);
    const distance = ({ path }) => {
      if (this.own.some((start) => path.startsWith(start))) return 0;
      return this.own.some((start) => dirname(path) === dirname(start)) ? 1 : 2;
    };
    return tests
      .filter(({ path }) => this.own.some((start) => isOfNodes(start) === isOfNodes(path)))
      .sort((one, other) => distance(one) - distance(other));
  }
};
