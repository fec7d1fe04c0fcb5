/** Fastify with nothing but one route, which answers what it is sent on its channel. Ends with whoever started it. */
import { once } from 'node:events';
import { fastify } from 'fastify';

const [answer] = await once(process, 'message');
const server = fastify();
server.get('/*', (_request, reply) => reply.type(answer.type).send(answer.body));
const address = await server.listen({ host: '127.0.0.1', port: 0 });
process.send({ port: Number(new URL(address).port) });
process.on('disconnect', () => void server.close().then(() => process.exit()));
