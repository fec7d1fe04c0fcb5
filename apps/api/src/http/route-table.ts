import { type FastifyInstance } from 'fastify';

export interface RouteEntry {
  readonly method: string;
  /** The pattern, such as `/api/v1/consultations/:code`. */
  readonly url: string;
}

/** Every route there is, as Fastify knows them: to say which methods an address takes, and for tests to walk. */
export class RouteTable {
  private readonly known: (RouteEntry & { readonly matches: RegExp })[] = [];

  /** Follows the routes of an instance from now on. HEAD comes with GET and is not listed. */
  follow(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) {
        if (one !== 'HEAD') this.known.push({ method: one, url, matches: matcherOf(url) });
      }
    });
  }

  get entries(): readonly RouteEntry[] {
    return this.known.map(({ method, url }) => ({ method, url }));
  }

  /** The methods that the address of a request takes, HEAD with GET; none when there is nothing there. */
  methodsAt(requestUrl: string): string[] {
    const path = requestUrl.split('?', 1)[0] ?? '';
    const methods = this.known.filter(({ matches }) => matches.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  }
}

function matcherOf(url: string): RegExp {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}
