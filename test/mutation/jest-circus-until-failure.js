const { default: circus } = require('jest-circus/runner');

let killed = {};

/**
 * Jest's own runner, but once a mutant is killed, the remaining test files are skipped and repeat that result: inside
 * Stryker, Jest's `bail` does nothing. Stryker accepts a runner only if its name contains "jest-circus".
 */
module.exports = async (...run) => {
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant !== undefined && mutant === killed.mutant) return killed.result;
  const result = await circus(...run);
  if (result.numFailingTests > 0) killed = { mutant, result };
  return result;
};
