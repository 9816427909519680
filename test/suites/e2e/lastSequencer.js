/** The search for secrets comes last: it looks at what all the other tests have left behind. */
const Sequencer = require('@jest/test-sequencer').default;

const isLast = ({ path }) => path.endsWith('secrets.e2e.test.ts');

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter((test) => !isLast(test)), ...sorted.filter(isLast)];
  }
};
