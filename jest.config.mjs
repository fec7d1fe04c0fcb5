import { preset } from './config/jest/preset.mjs';

const rootDir = import.meta.dirname;

/** One PostgreSQL and one Redis for the whole run; every test file clones its own database. */
const withServices = {
  globalSetup: '<rootDir>/test/support/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.mjs',
};

/** `npm test` runs these suites one after another; see test/run.mjs. */
export default {
  // Real servers start, stop and recover in a second or two; on a busy machine it takes many times that.
  testTimeout: 60_000,
  projects: [
    {
      ...preset,
      rootDir,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts', '<rootDir>/config/src/**/*.spec.ts'],
    },
    {
      ...preset,
      ...withServices,
      rootDir,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.int-spec.ts'],
    },
    {
      ...preset,
      ...withServices,
      rootDir,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.int-spec.ts'],
    },
    {
      ...preset,
      ...withServices,
      globalSetup: '<rootDir>/test/support/jest-browser-setup.mjs',
      rootDir,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
    },
  ],
};
