import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { CommandFailed, run } from './run.mjs';

/**
 * Whether node_modules holds what package-lock.json says: npm keeps a list of what it installed there.
 * Packages for other kinds of machine are in the lock file only.
 */
export function packagesMatch() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  const same = (path) => {
    const [want, have] = [wanted[path], installed[path]];
    return (
      want?.version === have?.version && want?.integrity === have?.integrity && want?.link === have?.link
    );
  };
  const missing = Object.keys(wanted).some((path) => path && !isOptional(wanted[path]) && !installed[path]);
  return !missing && Object.keys(installed).every(same);
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isOptional(entry) {
  return entry.optional === true || entry.devOptional === true;
}

/**
 * Installs exactly what package-lock.json says.
 * @param {AbortSignal} [signal]
 */
export async function installPackages(signal) {
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  try {
    // A caller's NODE_ENV=production would leave out the tools that build the service.
    await run(program, [...first, ...args], { signal, env: { NODE_ENV: undefined } });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new CommandFailed(
      `npm ci could not install the packages. Is the registry within reach?\n${error.message}`,
    );
  }
}
