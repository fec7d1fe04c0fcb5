import { importRulesApply } from './import-rules.mjs';

/** The tests must not depend on where the machine is. */
const zones = ['UTC', 'Europe/London', 'America/New_York'];

const checks = {
  format: [{ name: 'format', run: (runner) => runner.tool('prettier/bin/prettier.cjs', ['--check', '.']) }],
  types: [
    { name: 'types', run: (runner) => runner.tool('typescript/bin/tsc', ['-p', 'tsconfig.spec.json']) },
  ],
  lint: [
    {
      name: 'lint',
      run: (runner) =>
        runner.tool('nx/dist/bin/nx.js', ['run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static']),
    },
    { name: 'import rules', run: importRulesApply },
  ],
};

const tests = {
  unit: (patterns) =>
    zones.map((zone) => ({
      name: `unit, ${zone}`,
      run: (runner) => runner.jest('unit', patterns, { TZ: zone }),
    })),
  integration: (patterns) => [
    {
      name: 'integration, New York',
      run: (runner) => runner.jest('integration', patterns, { TZ: 'America/New_York' }),
    },
  ],
  faults: (patterns) => [
    { name: 'faults, London', run: (runner) => runner.jest('faults', patterns, { TZ: 'Europe/London' }) },
  ],
  browser: (patterns) => [{ name: 'browser', run: (runner) => runner.jest('browser', patterns) }],
};

/**
 * What to run for these arguments: names of steps, and patterns that test files' paths must hold.
 * @param {string[]} args
 * @returns {{ name: string, run: (runner: import('./runner.mjs').Runner) => Promise<unknown> }[]}
 */
export function stepsFor(args) {
  const named = args.filter((arg) => arg in checks || arg in tests);
  const patterns = args.filter((arg) => !named.includes(arg));
  const wanted = (name) =>
    named.includes(name) || (named.length === 0 && (patterns.length === 0 || name in tests));
  return [
    ...Object.entries(checks).flatMap(([name, steps]) => (wanted(name) ? steps : [])),
    ...Object.entries(tests).flatMap(([name, steps]) => (wanted(name) ? steps(patterns) : [])),
  ];
}
