import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '@case-consultation/config';
import { type ServiceIdentity, Tokens } from '@case-consultation/features';
import {
  type Clock,
  HealthChecks,
  KeyRing,
  type Logger,
  Metrics,
  NestLogger,
  newToken,
} from '@case-consultation/platform';
import { ApiModule } from './api.module.js';
import { logAccess } from './http/access-log.js';
import { problemOf } from './http/problems/problem.js';
import { ProblemFilter, sendProblem } from './http/problems/problem.filter.js';
import { DEFAULT_LIMITS, limitRates, type RateLimits, TokenLimit } from './http/rate-limits.js';
import './http/request.js';
import { RouteTable } from './http/route-table.js';
import { secureHeaders } from './http/security-headers.js';
import { answerUnreadable } from './http/unreadable.js';
import { invalidInput } from './http/validation/invalid-input.js';
import { speakPlainly } from './http/validation/plain-words.js';
import { OpenApi } from './openapi/openapi.service.js';

export interface ApiOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: RateLimits;
}

/** The API, ready to listen. */
export interface Api {
  readonly app: NestFastifyApplication;
  readonly health: HealthChecks;
  readonly metrics: Metrics;
  /** Every route, for whoever has to try them all. */
  readonly routes: RouteTable;
  /** Listens, and says on which port: the one asked for, or a free one for 0. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no new work, ends what is under way, and lets go of the database. */
  close(): Promise<void>;
}

const BODY_LIMIT = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Whose X-Forwarded-For is believed: proxies on this machine or in the private network. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal'];

/** Builds the API over its database. Nothing listens yet. */
export async function createApi({
  config,
  clock,
  logger,
  limits = DEFAULT_LIMITS,
}: ApiOptions): Promise<Api> {
  speakPlainly();
  const health = new HealthChecks();
  const metrics = new Metrics({ process: 'api' });
  const routes = new RouteTable();
  const features = {
    database: { url: config.databaseUrl, poolSize: config.databasePool, name: 'api' },
    keyRing: new KeyRing(config.caseKeys),
    identity: identityOf(config),
    clock,
    logger,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(features, health, metrics),
    adapter(),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  try {
    await setUpHttp(app, { routes, logger, metrics, limits });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  } catch (error) {
    await app.close();
    throw error;
  }
  const tokens = app.get(Tokens);
  // What every request begins with: the database answers, our role may ask, and the functions are there.
  health.add('database', () => tokens.bearerOf(newToken()));
  app.get(OpenApi).describe(app);
  return {
    app,
    health,
    metrics,
    routes,
    async listen(host, port) {
      await app.listen(port, host);
      const address = app.getHttpServer().address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async close() {
      health.stopping();
      await app.close();
    },
  };
}

function adapter(): FastifyAdapter {
  return new FastifyAdapter({
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
      sendProblem(request, reply, problemOf(error, request.id));
    },
  });
}

async function setUpHttp(
  app: NestFastifyApplication,
  {
    routes,
    logger,
    metrics,
    limits,
  }: { routes: RouteTable; logger: Logger; metrics: Metrics; limits: RateLimits },
): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  // JSON is all that is read.
  fastify.removeContentTypeParser('text/plain');
  routes.follow(fastify);
  logAccess(fastify, logger, metrics);
  await secureHeaders(fastify);
  await limitRates(fastify, limits, app.get(TokenLimit));
  app.useGlobalFilters(new ProblemFilter(routes, logger));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalidInput }));
}

function identityOf({ serviceName, publicUrl, mailDomain, organizerEmail }: Config): ServiceIdentity {
  return { serviceName, publicUrl, mailDomain, organizer: { name: serviceName, email: organizerEmail } };
}
