import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { installPackages, packagesMatch } from './install.mjs';
import { holdClone } from './lock.mjs';
import { localFolder, root } from './paths.mjs';
import { Progress } from './progress.mjs';
import { stopSignal } from './stop-signal.mjs';

const usage = `npm start              run the whole service on this machine
npm start -- --fresh   remove the local data first and begin again`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function start(args) {
  const options = readOptions(args);
  if (!options) return 2;
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const began = performance.now();
  // Asked again by hand: whatever still runs ends by itself once we are gone.
  const signal = stopSignal(() => process.exit(130));

  if (!(await holdClone())) {
    console.error(alreadyRunning());
    return 1;
  }
  const progress = new Progress();
  try {
    progress.say('Book a case consultation');
    await progress.step('Packages', 'installing (a minute or two the first time)', async () => {
      if (packagesMatch()) return 'up to date';
      await installPackages(signal);
      return 'installed';
    });
    await progress.step('Build', 'compiling what changed', async () =>
      (await build(signal)) ? 'done' : 'nothing changed',
    );
    const { runLocally } = await import('../dist/main.js');
    await runLocally({ root, fresh: options.fresh, began, progress, signal });
    return 0;
  } catch (error) {
    if (signal.aborted && error.name === 'AbortError') return 0;
    console.error(`\n${error.message}`);
    return 1;
  }
}

function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { fresh: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return { help: values.help === true, fresh: values.fresh === true };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
  }
  return undefined;
}

function alreadyRunning() {
  try {
    const { apiUrl, pid } = JSON.parse(readFileSync(join(localFolder, 'running.json'), 'utf8'));
    return `It runs already from this folder, at ${apiUrl} (process ${pid}). Stop it there with Ctrl-C first.`;
  } catch {
    return 'It is already starting from this folder. Wait for it, or stop it there with Ctrl-C.';
  }
}
