/** Published as ES modules only, which jest cannot load as they are. */
const esModules = '(get-port|media-captions|milliparsec)';

/** The fast suite: the domain, the providers, the emulator, and the nodes on n8n-core. No real n8n. */
module.exports = {
  testEnvironment: 'node',
  // One more than jest takes by itself: the suites wait for sockets as much as they compute.
  maxWorkers: '100%',
  // Only a test that hangs takes that long, on the busiest machine.
  testTimeout: 30_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/suites/', '<rootDir>/test/bench/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
    ],
    [`/node_modules/${esModules}/.+\\.js$`]: ['@swc/jest', { jsc: { target: 'es2022' } }],
  },
  // Files that are imported on demand are named as Node needs them.
  moduleNameMapper: { '^(\\.\\.?/.+)\\.js$': ['$1', '$1.js'] },
  transformIgnorePatterns: [`/node_modules/(?!${esModules}/)`],
};
