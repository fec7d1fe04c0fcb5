import { type AddressInfo, connect } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { DomainError } from '@case-consultation/domain';
import { createLogger, Metrics, SystemClock } from '@case-consultation/platform';
import { pagesOf } from '../pages/pages-of.js';
import { httpAdapter, setUpHttp } from './http-server.js';
import { TokenLimit } from './rate-limits.js';
import { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { codeInPath } from './validation/fields.js';

const body = z.strictObject({ text: z.string() });
const query = z.strictObject({ limit: z.coerce.number().optional() });

@Controller('api/things')
class ThingsController {
  @Get(':code')
  read(@Param('code', { schema: codeInPath }) code: string) {
    return { code };
  }

  @Get()
  list(@Query({ schema: query }) wish: z.output<typeof query>) {
    return wish;
  }

  @Post()
  make(@Body({ schema: body }) given: z.output<typeof body>) {
    return given;
  }

  @Post('refuse')
  refuse(): never {
    throw new DomainError('time-taken', 'That time has just been taken.', 'startsAt', {
      otherTimes: [],
      rules: ['x'],
    });
  }

  @Post('fail')
  fail(): never {
    throw new Error('secret words of a case');
  }

  @Get('probe/often')
  @RouteConfig({ rateLimit: false })
  probe() {
    return {};
  }
}

@Module({ controllers: [ThingsController], providers: [TokenLimit] })
class ThingsModule {}

/** The real HTTP set-up on routes that need no database. */
async function start(perAddress = 10_000) {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    name: 'test',
    destination: { write: (line) => void lines.push(line) },
  });
  const metrics = new Metrics({ process: 'test', withoutProcessMetrics: true });
  const { errors: pages } = pagesOf(
    {
      publicUrl: 'https://consultations.example.org',
      serviceName: 'Practice consultations',
      localMode: false,
    },
    new SystemClock(),
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    ThingsModule,
    httpAdapter(await securityHeaders(), pages),
    {
      logger: false,
      bodyParser: false,
      abortOnError: false,
    },
  );
  await setUpHttp(app, {
    routes: new RouteTable(),
    logger,
    metrics,
    limits: { perAddress, perToken: 1, signInPerAddress: 1 },
    pages,
  });
  await app.init();
  const send = (
    method: 'GET' | 'POST' | 'PUT' | 'HEAD',
    url: string,
    payload?: string,
    type = 'application/json',
  ) =>
    app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload, headers: { 'content-type': type } }),
    });
  return { app, send, lines, metrics };
}

describe('an answer over HTTP', () => {
  let api: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    api = await start();
  });
  afterAll(() => api.app.close());

  it.each([
    ['GET', '/api/nothing', undefined, undefined, 404, 'no-such-address'],
    ['PUT', '/api/things', '{}', undefined, 405, 'method-not-allowed'],
    ['GET', '/api/things/xyz', undefined, undefined, 404, 'not-found'],
    ['GET', '/api/things/%E0%A4%A', undefined, undefined, 400, 'malformed-request'],
    ['GET', `/api/things/${'x'.repeat(101)}`, undefined, undefined, 400, 'malformed-request'],
    ['GET', '/api/things?limit=x', undefined, undefined, 422, 'invalid-input'],
    ['GET', '/api/things?other=1', undefined, undefined, 422, 'invalid-input'],
    ['POST', '/api/things', '{"text":', undefined, 400, 'malformed-json'],
    ['POST', '/api/things', '', undefined, 400, 'malformed-json'],
    ['POST', '/api/things', '{"__proto__":{"text":"x"}}', undefined, 400, 'malformed-json'],
    ['POST', '/api/things', '"text"', undefined, 422, 'invalid-input'],
    ['POST', '/api/things', undefined, undefined, 422, 'invalid-input'],
    ['POST', '/api/things', '{"text":"x","more":1}', undefined, 422, 'invalid-input'],
    ['POST', '/api/things', 'text=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['POST', '/api/things', 'x', 'text/plain', 415, 'unsupported-media-type'],
    ['POST', '/api/things', '<a/>', 'text/xml', 415, 'unsupported-media-type'],
    ['POST', '/api/things', JSON.stringify({ text: 'x'.repeat(262_144) }), undefined, 413, 'body-too-large'],
    ['POST', '/api/things/refuse', undefined, undefined, 409, 'time-taken'],
    ['POST', '/api/things/fail', undefined, undefined, 500, 'internal-error'],
  ] as const)('refuses %s %s as a problem', async (method, url, payload, type, status, code) => {
    const answer = await api.send(method, url, payload, type);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      type: `/api/problems/${code}`,
      status,
      code,
      instance: `urn:uuid:${String(answer.headers['x-request-id'])}`,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('says which methods an address takes', async () => {
    expect((await api.send('PUT', '/api/things', '{}')).headers['allow']).toBe('GET, HEAD, POST');
    expect((await api.send('PUT', '/api/things/B-7F3K2Q', '{}')).headers['allow']).toBe('GET, HEAD');
  });

  it('understands a code as it was meant', async () => {
    expect((await api.send('GET', '/api/things/b%207f3k2q')).json()).toEqual({ code: 'B-7F3K2Q' });
  });

  it('answers HEAD as GET without a body', async () => {
    const answer = await api.send('HEAD', '/api/things/B-7F3K2Q');
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  it.each([
    [
      'content-security-policy',
      "default-src 'none';frame-ancestors 'none';form-action 'none';base-uri 'none'",
    ],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['cache-control', 'no-store'],
    ['strict-transport-security', expect.stringContaining('max-age=')],
  ])('carries %s', async (header, value) => {
    for (const url of ['/api/things/B-7F3K2Q', '/api/nothing']) {
      expect((await api.send('GET', url)).headers[header]).toEqual(value);
    }
  });

  it('tells the log what failed under the same reference, and nobody the words', async () => {
    api.lines.length = 0;
    const answer = await api.send('POST', '/api/things/fail');
    const requestId = String(answer.headers['x-request-id']);
    const [failed, answered] = api.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(failed).toMatchObject({
      level: 'error',
      event: 'request-failed',
      code: 'internal-error',
      requestId,
    });
    expect(answered).toMatchObject({ event: 'answered', status: 500, code: 'internal-error', requestId });
    expect(answer.body).not.toContain('secret');
  });

  it('logs the route and the code, and no query, body or other part of the path', async () => {
    api.lines.length = 0;
    await api.send('GET', '/api/things/b7f3k2q?name=canary');
    await api.send('GET', '/api/things/canary');
    await api.send('POST', '/api/things', '{"text":"canary"}');
    await api.send('GET', '/api/canary');
    const logged = api.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged.map(({ route, consultationCode }) => [route, consultationCode])).toEqual([
      ['/api/things/:code', 'B-7F3K2Q'],
      ['/api/things/:code', undefined],
      ['/api/things', undefined],
      [undefined, undefined],
    ]);
    expect(api.lines.join('')).not.toContain('canary');
  });

  it('counts requests by route and status', async () => {
    await api.send('GET', '/api/things/B-7F3K2Q');
    const text = await api.metrics.text();
    expect(text).toMatch(
      /http_request_duration_seconds_count\{.*route="\/api\/things\/:code",status="200".*\} [1-9]/,
    );
    expect(text).toMatch(/route="none",status="404"/);
  });

  it('answers what is not HTTP, and closes', async () => {
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('HELLO THERE\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('"code":"malformed-request"');
  });
});

describe('an address for people that the router cannot read', () => {
  it.each(['/%ff', '/%c0%ae%c0%ae/', `/consultations/${'x'.repeat(101)}`])(
    'is refused with a page: %.30s',
    async (url) => {
      const api = await start();
      const answer = await api.send('GET', url);
      expect(answer.statusCode).toBe(url.includes('%') ? 400 : 404);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.payload).toContain('<h1');
      await api.app.close();
    },
  );

  it('does not make open forms stale: the secret they are tied to stays', async () => {
    const api = await start();
    const cookie = `__Host-visit=${'v'.repeat(22)}`;
    const answer = await api.app.inject({ method: 'GET', url: '/%ff', headers: { cookie } });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([400, undefined]);
    await api.app.close();
  });
});

describe('an address that asks too often', () => {
  it('is told how long to wait, while probes are still answered', async () => {
    const api = await start(3);
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await api.send('GET', '/api/things/B-7F3K2Q')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const limited = await api.send('GET', '/api/things/B-7F3K2Q');
    expect(limited.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await api.send('GET', '/api/things/probe/often')).statusCode).toBe(200);
    await api.app.close();
  });
});
