import { randomUUID } from 'node:crypto';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger, type Metrics } from '@case-consultation/platform';
import { logAccess } from './access-log.js';
import { problemOf } from './problems/problem.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
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
export function httpAdapter(headers: SecurityHeaders): FastifyAdapter {
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
      sendProblem(request, withHeaders(request, reply), problemOf(error, request.id));
    },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    withHeaders(request, reply);
    done();
  });
  return adapter;
}

export interface HttpParts {
  readonly routes: RouteTable;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: RateLimits;
}

/** What every answer goes through, whatever it is about. To be called before the routes are made. */
export async function setUpHttp(
  app: NestFastifyApplication,
  { routes, logger, metrics, limits }: HttpParts,
): Promise<void> {
  speakPlainly();
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  // JSON is all that is read.
  fastify.removeContentTypeParser('text/plain');
  routes.follow(fastify);
  logAccess(fastify, logger, metrics);
  await limitRates(fastify, limits, app.get(TokenLimit));
  app.useGlobalFilters(new ProblemFilter(routes, logger));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalidInput }));
}
