/**
 * `npm run demo`: plays one consultation, step by step on the screen, against the service that `npm start` runs. It speaks
 * to it as its users do, over HTTP, and ends with 1 when anything is not as it should be.
 */
import { existsSync } from 'node:fs';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { localFolder } = await import('./setup/paths.mjs');
const built = new URL('./dist/demo/play/play.js', import.meta.url);
if (existsSync(built)) {
  const { playDemo } = await import(built.href);
  process.exitCode = await playDemo(localFolder, process.stdout);
} else {
  console.error(
    'There is nothing built yet. Run npm start in another terminal, wait until it says Ready, and try again.',
  );
  process.exitCode = 1;
}
