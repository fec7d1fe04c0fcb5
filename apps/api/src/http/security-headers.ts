import helmet from '@fastify/helmet';
import { fastify as newFastify } from 'fastify';

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

/** What any answer has, whatever helmet does. */
const OF_ANY_ANSWER: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
]);

export type SecurityHeaders = Readonly<Record<string, string>>;

/** Headers that every answer carries, refusals too: nothing is kept, nothing is told to others, nothing is framed. */
export async function securityHeaders(): Promise<SecurityHeaders> {
  return { ...(await helmetsHeaders()), 'cache-control': 'no-store' };
}

/** Helmet says the same to every request but works it out each time; here it is asked once. */
async function helmetsHeaders(): Promise<Record<string, string>> {
  const asked = newFastify();
  await asked.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  asked.get('/', (_request, reply) => reply.send());
  const { headers } = await asked.inject('/');
  await asked.close();
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !OF_ANY_ANSWER.has(name) ? [[name, value]] : [],
    ),
  );
}
