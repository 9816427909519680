const e2e = require('../e2e/jest.config.js');

/**
 * n8n in queue mode: several processes, Redis and PostgreSQL. Otherwise configured like the tests with a single n8n.
 */
module.exports = {
  ...e2e,
  testMatch: ['<rootDir>/test/suites/queue/**/*.queue.test.ts'],
  testTimeout: 300_000,
  globalSetup: '<rootDir>/test/suites/queue/globalSetup.ts',
};
