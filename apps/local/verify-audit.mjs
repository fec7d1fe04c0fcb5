/** `npm run verify-audit`: whether the log of who read case text is as it was written. */
import { existsSync } from 'node:fs';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { localFolder } = await import('./setup/paths.mjs');
const built = new URL('./dist/verify-audit.js', import.meta.url);
if (existsSync(built)) {
  const { checkAudit } = await import(built.href);
  process.exitCode = await checkAudit(process.argv.slice(2), { env: process.env, localFolder });
} else {
  console.error('There is nothing built yet. Run npm start once, or npm run build.');
  process.exitCode = 1;
}
