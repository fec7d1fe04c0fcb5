import { runSetUp } from './set-up/run-set-up.js';

/** `node apps/local/dist/set-up.js`: roles, tables and queue of a deployment; see docker-compose.yml. */
try {
  await runSetUp(process.env, (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
