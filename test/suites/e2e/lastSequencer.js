/** Runs the search for secrets last, because it checks what all the other tests leave behind. */
const Sequencer = require('@jest/test-sequencer').default;

const isLast = ({ path }) => path.endsWith('secrets.e2e.test.ts');

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter((test) => !isLast(test)), ...sorted.filter(isLast)];
  }
};
