import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder, root } from '../../../apps/local/setup/paths.mjs';
import { stopSignal } from '../../../apps/local/setup/stop-signal.mjs';

/** A check that said on the screen what is wrong; `counts` when it was a test run. */
export class CheckFailed extends Error {
  constructor(counts) {
    super('A check failed.');
    this.counts = counts;
  }
}

/** Settings of a service somewhere that the tests must not touch by accident. */
const notForTests = [
  'DATABASE_URL',
  'DATABASE_MIGRATOR_URL',
  'DATABASE_ADMIN_URL',
  'QUEUE_URL',
  'SMTP_URL',
  'CASE_KEYS',
];

/** Runs tools one after another in the clone, and ends the one that runs when we are asked to stop. */
export class Runner {
  #temporary;
  #running = new Set();
  #runs = 0;
  /** Aborts when we are asked to stop. */
  signal = stopSignal();
  /** Whether any tests were asked for. */
  ranTests = false;

  constructor(temporary) {
    this.#temporary = temporary;
    // Ctrl-C reaches the tools anyway; a signal to us alone does not.
    this.signal.addEventListener('abort', () => {
      for (const { child } of this.#running) child.kill('SIGTERM');
    });
  }

  /**
   * Runs a tool of node_modules with its output on the screen. Throws CheckFailed when it does not pass.
   *
   * @param {string} script its path below node_modules
   * @param {string[]} args
   * @param {{ env?: Record<string, string>, nodeArgs?: string[] }} [options]
   */
  async tool(script, args, { env = {}, nodeArgs = [] } = {}) {
    if ((await this.#run([...nodeArgs, join(root, 'node_modules', script), ...args], env)) !== 0)
      throw new CheckFailed();
  }

  /**
   * Runs a Jest project and counts its tests; a file that could not run at all counts as one that failed.
   *
   * @param {string} project
   * @param {string[]} patterns
   * @param {Record<string, string>} [env]
   */
  async jest(project, patterns, env = {}) {
    this.ranTests = true;
    const results = join(this.#temporary, `results-${(this.#runs += 1)}.json`);
    const args = [
      ...['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')],
      ...['--selectProjects', project, '--maxWorkers=2', '--json', `--outputFile=${results}`],
      ...['--cacheDirectory', join(localFolder, 'cache', 'jest')],
      ...(patterns.length > 0 ? ['--passWithNoTests', '--testPathPatterns', ...patterns] : []),
    ];
    const code = await this.#run(args, env);
    if (!existsSync(results)) {
      if (code === 0) return { passed: 0 };
      throw new CheckFailed();
    }
    const found = JSON.parse(readFileSync(results, 'utf8'));
    const counts = {
      passed: found.numPassedTests,
      failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
      skipped: found.numPendingTests + found.numTodoTests,
    };
    // Jest may fail without a failed test: a global set-up that threw, or nothing to run.
    if (code !== 0 && counts.failed === 0) throw new CheckFailed();
    if (counts.failed > 0) throw new CheckFailed(counts);
    return counts;
  }

  /** Settles once no tool runs any more. */
  async allEnded() {
    await Promise.all([...this.#running].map(({ ended }) => ended));
  }

  async #run(args, env) {
    this.signal.throwIfAborted();
    const clean = { ...process.env, TMPDIR: this.#temporary, NX_DAEMON: 'false', ...env };
    for (const name of notForTests) delete clean[name];
    const child = spawn(process.execPath, args, { cwd: root, env: clean, stdio: 'inherit' });
    const entry = {
      child,
      ended: new Promise((resolve) => {
        child.once('error', () => resolve(1));
        child.once('close', (code) => resolve(code ?? 1));
      }),
    };
    this.#running.add(entry);
    const code = await entry.ended;
    this.#running.delete(entry);
    return code;
  }
}
