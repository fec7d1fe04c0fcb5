/** The services of a Jest run, and where its browser is: TEST_BROWSER, as JSON. */
import { join } from 'node:path';
import { findBrowser } from '@case-consultation/local';
import startServices from './jest-global-setup.mjs';

const cache = join(import.meta.dirname, '..', '..', '.local', 'cache');

export default async function startServicesAndFindBrowser() {
  process.env.TEST_BROWSER = JSON.stringify(await findBrowser(cache));
  await startServices();
}
