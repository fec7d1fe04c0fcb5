import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, isLoopback } from '@case-consultation/config';
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
import { httpAdapter, setUpHttp } from './http/http-server.js';
import { DEFAULT_LIMITS, type RateLimits } from './http/rate-limits.js';
import { RouteTable } from './http/route-table.js';
import { securityHeaders } from './http/security-headers.js';
import { pagesOf } from './pages/pages-of.js';
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

/** Builds the API over its database. Nothing listens yet. */
export async function createApi({
  config,
  clock,
  logger,
  limits = DEFAULT_LIMITS,
}: ApiOptions): Promise<Api> {
  const health = new HealthChecks();
  const metrics = new Metrics({ process: 'api' });
  const routes = new RouteTable();
  const features = {
    database: { url: config.databaseUrl, poolSize: config.databasePool, name: 'api' },
    keyRing: new KeyRing(config.caseKeys),
    identity: identityOf(config),
    clock,
    logger,
    localSignIn: config.localMode && isLoopback(config.host),
  };
  const pages = pagesOf(config, clock);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(features, pages, health, metrics),
    httpAdapter(await securityHeaders(), pages.errors),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  try {
    await setUpHttp(app, { routes, logger, metrics, limits, pages: pages.errors });
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

function identityOf({ serviceName, publicUrl, mailDomain, organizerEmail }: Config): ServiceIdentity {
  return { serviceName, publicUrl, mailDomain, organizer: { name: serviceName, email: organizerEmail } };
}
