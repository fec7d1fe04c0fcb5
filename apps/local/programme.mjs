/** `npm run programme`: makes the first of a programme and its lead, who then sets up the rest in the service. */
import { existsSync } from 'node:fs';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const built = new URL('./dist/programme.js', import.meta.url);
if (existsSync(built)) {
  const { makeFirstProgramme } = await import(built.href);
  process.exitCode = await makeFirstProgramme(process.argv.slice(2), { env: process.env });
} else {
  console.error('There is nothing built yet. Run npm start once, or npm run build.');
  process.exitCode = 1;
}
