import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../apps/local/setup/build.mjs';
import { installPackages, packagesMatch } from '../../../apps/local/setup/install.mjs';
import { CheckFailed, Runner } from './runner.mjs';
import { stepsFor } from './steps.mjs';

/**
 * @param {string[]} args steps and patterns, as given after `npm test --`
 * @returns {Promise<number>} the exit code
 */
export async function runAll(args) {
  const began = performance.now();
  // Everything that the tools and the services write goes in here, and goes with it. PostgreSQL's user must enter.
  const temporary = mkdtempSync(join(tmpdir(), 'case-consultation-test-'));
  chmodSync(temporary, 0o755);
  const runner = new Runner(temporary);
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const problems = [];
  const times = [];
  const step = async (name, work) => {
    console.log(`\n── ${name}`);
    const start = performance.now();
    try {
      for (const [kind, count] of Object.entries((await work()) ?? {})) totals[kind] += count;
    } catch (error) {
      if (!(error instanceof CheckFailed) && !runner.signal.aborted) console.error(error.message);
      if (error.counts) for (const [kind, count] of Object.entries(error.counts)) totals[kind] += count;
      else totals.failed += 1;
      problems.push(name);
    } finally {
      times.push([name, (performance.now() - start) / 1000]);
    }
  };
  try {
    await step('packages', async () => {
      if (!packagesMatch()) await installPackages(runner.signal);
    });
    if (problems.length === 0) await step('build', () => build(runner.signal).then(() => undefined));
    for (const { name, run } of problems.length === 0 ? stepsFor(args) : [])
      if (!runner.signal.aborted) await step(name, () => run(runner));
  } finally {
    await runner.allEnded();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
  report(times, problems, began);
  if (runner.signal.aborted) {
    console.log('Stopped before the end.');
    return 130;
  }
  if (totals.passed + totals.failed === 0 && runner.ranTests) {
    console.log('No test matched.');
    totals.failed += 1;
  }
  console.log(
    `${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
  );
  return totals.failed > 0 ? 1 : 0;
}

function report(times, problems, began) {
  console.log('\nSeconds');
  for (const [name, seconds] of times)
    console.log(
      `  ${name.padEnd(28)}${seconds.toFixed(1).padStart(7)}${problems.includes(name) ? '  did not pass' : ''}`,
    );
  console.log(`  ${'all'.padEnd(28)}${((performance.now() - began) / 1000).toFixed(1).padStart(7)}\n`);
}
