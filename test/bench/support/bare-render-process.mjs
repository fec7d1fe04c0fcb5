/**
 * A bare server that renders a page of ours with plain nunjucks: the very template with the very values that the API gave
 * it when it was asked once. Sent on its channel: the path, and the headers to ask with. Ends with whoever started it.
 */
import { once } from 'node:events';
import { createApi } from '@case-consultation/api';
import { readConfig } from '@case-consultation/config';
import { createLogger, SystemClock } from '@case-consultation/platform';
import { fastify } from 'fastify';
import nunjucks from 'nunjucks';

const [wish] = await once(process, 'message');
const { folders, name, values, html } = await rendered(wish);
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders, { noCache: false }), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});
if (environment.render(name, values) !== html) throw new Error(`${name} is another page without the API`);
const server = fastify();
server.get('/*', (_request, reply) =>
  reply.type('text/html; charset=utf-8').send(environment.render(name, values)),
);
const address = await server.listen({ host: '127.0.0.1', port: 0 });
process.send({ port: Number(new URL(address).port) });
process.on('disconnect', () => void server.close().then(() => process.exit()));

/** What the API gives to nunjucks for that page, and what comes of it. The API is gone again afterwards. */
async function rendered({ path, headers }) {
  const calls = [];
  const { render } = nunjucks.Environment.prototype;
  nunjucks.Environment.prototype.render = function (name, values, ...rest) {
    const folders = this.loaders.flatMap(({ searchPaths }) => searchPaths);
    calls.push({ folders, name, values: settled(values) });
    return render.call(this, name, values, ...rest);
  };
  const config = readConfig(process.env);
  const logger = createLogger({ level: 'error', name: 'bench' });
  const api = await createApi({ config, clock: new SystemClock(), logger });
  const { payload: html, statusCode } = await api.app.inject({ method: 'GET', url: path, headers });
  await api.close();
  nunjucks.Environment.prototype.render = render;
  const [call] = calls;
  if (statusCode !== 200 || calls.length !== 1)
    throw new Error(`${path} answers ${statusCode} after ${calls.length} renderings`);
  return { ...call, html };
}

/** The same values, all of them worked out: what is asked for at every rendering would be work that is ours. */
function settled({ layout, ...values }) {
  return { ...values, layout: { ...layout, token: { ...layout.token } } };
}
