const e2e = require('./jest.config.js');

/** The same in the oldest n8n that the package promises to work on. */
module.exports = { ...e2e, globals: { n8nRelease: 'n8n-1' } };
