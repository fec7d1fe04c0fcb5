/**
 * `npm start`: sets up what is missing and runs the whole service on this machine until Ctrl-C.
 * Plain Node, so that it can begin before anything is installed. `--fresh` removes the local data first.
 */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { start } = await import('./setup/start.mjs');
process.exitCode = await start(process.argv.slice(2));
