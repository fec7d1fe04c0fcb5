import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../../../apps/local/setup/build.mjs';
import { installPackages, packagesMatch } from '../../../apps/local/setup/install.mjs';
import { root } from '../../../apps/local/setup/paths.mjs';

/** Settings of a service somewhere that must not be measured, and filled, by accident. */
const notForBench = [
  'DATABASE_URL',
  'DATABASE_MIGRATOR_URL',
  'DATABASE_ADMIN_URL',
  'QUEUE_URL',
  'SMTP_URL',
  'CASE_KEYS',
];

/**
 * @param {string[]} args as given after `npm run bench --`
 * @returns {Promise<number>} the exit code
 */
export async function runBench(args) {
  const stopping = new AbortController();
  let child;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      stopping.abort();
      child?.kill('SIGTERM');
    });
  try {
    if (!packagesMatch()) {
      console.log('Installing packages …');
      await installPackages(stopping.signal);
    }
    if (await build(stopping.signal)) console.log('Compiled what changed.');
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    console.error(error.message);
    return 1;
  }
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const name of notForBench) delete env[name];
  const here = import.meta.dirname;
  const parameters = ['--import', join(here, 'typescript.mjs'), join(here, 'main.ts'), ...args];
  child = spawn(process.execPath, parameters, { cwd: root, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
