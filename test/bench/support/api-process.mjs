/**
 * The API as production runs it, in a process of its own, save that callers are not limited: a bench asks more often in a
 * second than a person in a year. Says on its channel where it listens and which pages it has, and ends with whoever
 * started it.
 */
import { createApi } from '@case-consultation/api';
import { readConfig } from '@case-consultation/config';
import { createLogger, keepHeapLow, SystemClock } from '@case-consultation/platform';

keepHeapLow();
const config = readConfig(process.env);
const logger = createLogger({ level: config.logLevel, name: 'api' });
const none = Number.MAX_SAFE_INTEGER;
const limits = { perToken: none, perAddress: none, signInPerAddress: none };
const api = await createApi({ config, clock: new SystemClock(), logger, limits });
const pages = api.routes.entries
  .filter(({ method, url }) => method === 'GET' && isPage(url))
  .map(({ url }) => url);
process.send({ port: await api.listen(config.host, config.port), pages });
process.on('disconnect', () => void api.close().then(() => process.exit()));

function isPage(url) {
  return !/^\/(api|health|metrics|assets)(\/|$)/.test(url);
}
