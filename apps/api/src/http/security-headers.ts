import helmet from '@fastify/helmet';
import { type FastifyInstance } from 'fastify';

/** JSON needs nothing of a browser. */
const NOTHING = {
  defaultSrc: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'none'"],
  baseUri: ["'none'"],
};

/** The page that shows the API's description: its own scripts and styles, and calls to this API. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

/** Headers that every answer carries, refusals too: nothing is kept, nothing is told to others, nothing is framed. */
export async function secureHeaders(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('cache-control', 'no-store').header('x-request-id', request.id);
    done();
  });
}
