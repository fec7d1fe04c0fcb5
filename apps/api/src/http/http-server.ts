import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger, type Metrics } from '@case-consultation/platform';
import { ASSETS_PREFIX, serveAssets } from '../pages/kit/assets.js';
import { type ErrorPages } from '../pages/kit/error-pages.js';
import { readForms } from '../pages/kit/form-body.js';
import { beginVisit, isPageRequest } from '../pages/kit/visit.js';
import { logAccess } from './access-log.js';
import { ProblemFilter, refuse } from './problems/problem.filter.js';
import { limitRates, type RateLimits, TokenLimit } from './rate-limits.js';
import './request.js';
import { type RouteTable } from './route-table.js';
import { type SecurityHeaders } from './security-headers.js';
import { answerUnreadable } from './unreadable.js';
import { invalidInput } from './validation/invalid-input.js';
import { speakPlainly } from './validation/plain-words.js';

const BODY_LIMIT = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Whose X-Forwarded-For is believed: proxies on this machine or in the private network. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal'];

/** Fastify within our limits, before Nest is there; every answer carries the headers. */
export function httpAdapter(headers: SecurityHeaders, pages: ErrorPages): FastifyAdapter {
  const withHeaders = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.headers(headers).header('x-request-id', request.id);
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: TRUSTED_PROXIES,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // What is under way when the process ends is answered as always.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // The router refuses before any hook runs.
      refuse(pages, request, withHeaders(request, reply), error);
    },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.decorateRequest('visit', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    withHeaders(request, reply);
    // Styles and scripts say themselves how long they may be kept.
    if (request.url.startsWith(ASSETS_PREFIX)) reply.removeHeader('cache-control');
    if (isPageRequest(request)) beginVisit(request, reply);
    done();
  });
  return adapter;
}

export interface HttpParts {
  readonly routes: RouteTable;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: RateLimits;
  readonly pages: ErrorPages;
}

/** What every answer goes through, whatever it is about. To be called before the routes are made. */
export async function setUpHttp(
  app: NestFastifyApplication,
  { routes, logger, metrics, limits, pages }: HttpParts,
): Promise<void> {
  speakPlainly();
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  // JSON and the forms of pages are all that is read.
  fastify.removeContentTypeParser('text/plain');
  await readForms(fastify);
  await fastify.register(cookie);
  routes.follow(fastify);
  logAccess(fastify, logger, metrics);
  await limitRates(fastify, limits, app.get(TokenLimit));
  await serveAssets(fastify);
  app.useGlobalFilters(new ProblemFilter(routes, logger, pages));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalidInput }));
}
