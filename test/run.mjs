/**
 * `npm test`: sets up what is missing, checks everything, and ends with how many tests passed and failed.
 * Plain Node, so that it can begin before anything is installed.
 *
 *   npm test                      everything
 *   npm test -- lint types        these steps: format, types, lint, unit, integration, faults, browser
 *   npm test -- offers            the tests whose path holds this, whichever step they belong to
 *   npm test -- integration offers   the same, of one step
 */
import { requireNode } from '../apps/local/setup/node-version.mjs';

requireNode();
const { runAll } = await import('./support/run/run-all.mjs');
process.exitCode = await runAll(process.argv.slice(2));
