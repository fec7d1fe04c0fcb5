import { Injectable } from '@nestjs/common';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiProblem } from './problems/api-problem.js';

/** How many requests each process takes. */
export interface RateLimits {
  /** In a minute. */
  readonly perToken: number;
  /** In a minute. A whole council may come from one address, so this is far above what one person does. */
  readonly perAddress: number;
  /**
   * Forms for signing in, in ten minutes from one address: a hundred people of a council can do it, and nobody can use up
   * the codes that all together may ask for.
   */
  readonly signInPerAddress: number;
}

export const DEFAULT_LIMITS: RateLimits = { perToken: 600, perAddress: 6_000, signInPerAddress: 200 };

const A_MINUTE = 60_000;
/** What is sent to sign in: an address, a code, the choice of a programme. */
const SIGNS_IN = /^\/sign-in(?:\/|$)/;
/** Most tokens and addresses that are counted at a time; the least recently seen is forgotten first. */
const MOST_COUNTED = 20_000;

type Count = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts each token's requests. An address is counted before, whether or not it sends a token. */
@Injectable()
export class TokenLimit {
  private counter: Count | undefined;

  /** To be called once, when the HTTP server is set up. */
  use(counter: Count): void {
    this.counter = counter;
  }

  /** @throws ApiProblem `too-many-requests` */
  async count(request: FastifyRequest): Promise<void> {
    const result = await this.counter?.(request);
    if (result && !result.isAllowed && result.isExceeded) throw tooMany(result.ttlInSeconds);
  }
}

/** Limits every address, save on routes that opted out, and gives `limit` what it counts tokens with. */
export async function limitRates(
  fastify: FastifyInstance,
  limits: RateLimits,
  limit: TokenLimit,
): Promise<void> {
  await fastify.register(rateLimit, {
    global: true,
    max: limits.perAddress,
    timeWindow: A_MINUTE,
    cache: MOST_COUNTED,
    addHeaders: NO_HEADERS,
    addHeadersOnExceeding: NO_HEADERS,
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  });
  limit.use(
    fastify.createRateLimit({
      max: limits.perToken,
      timeWindow: A_MINUTE,
      keyGenerator: ({ bearer }) => bearer?.tokenId ?? '',
    }),
  );
  limitSigningIn(fastify, limits.signInPerAddress);
}

function limitSigningIn(fastify: FastifyInstance, max: number): void {
  const count = fastify.createRateLimit({ max, timeWindow: 10 * A_MINUTE });
  const limited = async (request: FastifyRequest): Promise<void> => {
    const result = await count(request);
    if (!result.isAllowed && result.isExceeded) throw tooMany(result.ttlInSeconds);
  };
  fastify.addHook('onRoute', (route) => {
    if (![route.method].flat().includes('POST') || !SIGNS_IN.test(route.url)) return;
    route.onRequest = [route.onRequest ?? [], limited].flat();
  });
}

const NO_HEADERS = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
};

function tooMany(seconds: number): ApiProblem {
  const wait = Math.max(1, seconds);
  return new ApiProblem('too-many-requests', `Wait ${wait} seconds, then try again.`, {
    headers: { 'retry-after': String(wait) },
  });
}
