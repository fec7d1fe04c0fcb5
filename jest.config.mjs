import { preset } from './config/jest/preset.mjs';

const rootDir = import.meta.dirname;

/** `npm test` runs these suites one after another; see test/run.mjs. */
export default {
  projects: [
    {
      ...preset,
      rootDir,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts', '<rootDir>/config/src/**/*.spec.ts'],
    },
    {
      ...preset,
      rootDir,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.int-spec.ts'],
    },
    { ...preset, rootDir, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.int-spec.ts'] },
  ],
};
