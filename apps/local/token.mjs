/** `npm run token`: makes a bearer token for the API and prints it, once. */
import { existsSync } from 'node:fs';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { localFolder } = await import('./setup/paths.mjs');
const built = new URL('./dist/token.js', import.meta.url);
if (existsSync(built)) {
  const { makeToken } = await import(built.href);
  process.exitCode = await makeToken(process.argv.slice(2), { env: process.env, localFolder });
} else {
  console.error('There is nothing built yet. Run npm start once, or npm run build.');
  process.exitCode = 1;
}
