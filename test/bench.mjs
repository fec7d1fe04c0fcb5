/**
 * `npm run bench`: sets up what is missing, measures, prints the figures beside their goals and keeps them in
 * test/bench/results. Plain Node, so that it can begin before anything is installed.
 *
 *   npm run bench                     everything
 *   npm run bench -- mail queue       these only; nothing is kept
 */
import { requireNode } from '../apps/local/setup/node-version.mjs';

requireNode();
const { runBench } = await import('./bench/support/run-bench.mjs');
process.exitCode = await runBench(process.argv.slice(2));
