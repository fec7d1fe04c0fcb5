import { openApiDocument, PROBLEM_CODES, PROBLEMS } from '@case-consultation/api';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Answer, bodyOf } from '../../support/http/client.js';
import { BodyCheck } from '../../support/http/conformance.js';
import { bodySchema, fill, type OpenApiDocument, operationsOf } from '../../support/http/openapi.js';
import { isForPrograms } from '../../support/http/routes.js';
import { contentsButReads } from '../../support/http/rows.js';
import { type Bench, Workbench } from '../../support/http/workbench.js';

let workbench: Workbench;
let served: OpenApiDocument;

beforeAll(async () => {
  workbench = await Workbench.start();
  served = await bodyOf(workbench.api.nobody.get<OpenApiDocument>('/api/v1/openapi.json'));
});
afterAll(() => workbench.stop());

/** What is served beside the description, to read it. */
const DOCS = ['/api/docs', '/api/docs/page.js', '/api/docs/swagger-ui-bundle.js', '/api/docs/swagger-ui.css'];

describe('the description that is served', () => {
  it('is valid OpenAPI 3.1, and is what the code says', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(served) as unknown as Record<string, unknown>);
    expect([result.valid, result.errors, validator.version]).toEqual([true, undefined, '3.1']);
    expect(served).toEqual(JSON.parse(JSON.stringify(openApiDocument(workbench.api.api.app))));
  });

  it('has every route that the server has, and no other', () => {
    const live = workbench.api.api.routes.entries
      .filter(({ url }) => isForPrograms(url) && !DOCS.includes(url))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    const described = operationsOf(served).map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(live.sort());
    expect(new Set(operationsOf(served).map(({ operationId }) => operationId)).size).toBe(described.length);
  });

  it('shows bodies that it allows itself', () => {
    const check = new BodyCheck(served);
    const wrong: string[] = [];
    for (const operation of operationsOf(served)) {
      const schema = bodySchema(operation);
      if (!schema) continue;
      const reference = String(schema['$ref']).split('/').at(-1) ?? '';
      const { example, examples } = (served.components.schemas[reference] ?? schema) as {
        example?: unknown;
        examples?: unknown[];
      };
      const shown = examples ?? [example];
      for (const one of shown) if (!check.allows(operation, one)) wrong.push(operation.operationId);
    }
    expect(wrong).toEqual([]);
  });

  it('says of every operation how it answers when all is well, and it does', async () => {
    const unmet: string[] = [];
    const isRead = (bench: Bench) => bench.operation.method === 'GET';
    const all = workbench.benches();
    // Lists last, so that there is something in them.
    for (const bench of [...all.filter((one) => !isRead(one)), ...all.filter(isRead)]) {
      const subject = await workbench.subjects.at(bench.stage);
      const { query, ...sending } = await workbench.good(bench, subject);
      // The client holds each answer against the description, and fails for what is not in it.
      const { status } = await workbench.send(bench, subject, sending, query);
      if (status < 200 || status > 299) unmet.push(`${bench.operation.operationId} ${status}`);
    }
    await workbench.subjects.withdrawAll();
    expect(unmet).toEqual([]);
    const good = [...workbench.api.conformance.met].filter((one) => /(200|201|204)$/.test(one));
    expect(good).toHaveLength(operationsOf(served).length);
  });

  it('names codes that can be looked up where they say', async () => {
    const { items } = await bodyOf(workbench.api.nobody.get<{ items: { code: string }[] }>('/api/problems'));
    expect(items.map(({ code }) => code)).toEqual(PROBLEM_CODES);
    for (const code of PROBLEM_CODES) {
      const found = await bodyOf(workbench.api.nobody.get(`/api/problems/${code}`));
      const { status, title, next } = PROBLEMS[code];
      expect(found).toEqual({ code, status, title, next });
    }
  });
});

describe('every answer', () => {
  it('may not be kept, framed, sniffed, or told to others, whatever it is', async () => {
    const { nobody } = workbench.api;
    const answers: Answer[] = [
      await nobody.get('/api/v1/me'),
      await nobody.get('/api/v1/nowhere'),
      await nobody.get('/health/live'),
      await nobody.get('/api/v1/openapi.json'),
      await nobody.send('DELETE', '/api/v1/me'),
    ];
    for (const bench of workbench.benches().slice(0, 6)) {
      answers.push(await workbench.send(bench, await workbench.at(bench.stage), {}));
    }
    for (const { headers, status } of answers) {
      const shown = {
        cache: headers.get('cache-control'),
        sniff: headers.get('x-content-type-options'),
        frame: headers.get('x-frame-options'),
        referrer: headers.get('referrer-policy'),
        policy: headers.get('content-security-policy'),
        server: headers.get('server') ?? headers.get('x-powered-by'),
        cookie: headers.get('set-cookie'),
        crossOrigin: headers.get('access-control-allow-origin'),
      };
      expect([status, shown]).toEqual([
        status,
        {
          cache: 'no-store',
          sniff: 'nosniff',
          frame: 'DENY',
          referrer: 'no-referrer',
          policy: "default-src 'none';frame-ancestors 'none';form-action 'none';base-uri 'none'",
          server: null,
          cookie: null,
          crossOrigin: null,
        },
      ]);
    }
  });
});

describe('the page that shows it', () => {
  it('has a strict policy, nothing inline and nothing from elsewhere', async () => {
    const { nobody } = workbench.api;
    const page = await nobody.get('/api/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|<style|\sstyle=|https?:\/\//);
    const loaded = [...page.text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(loaded.filter((url) => !url.startsWith('/') && url !== 'data:,')).toEqual([]);
    for (const url of loaded.filter((one) => one.startsWith('/'))) {
      const { status, headers } = await nobody.get(url);
      expect([url, status, headers.get('x-content-type-options')]).toEqual([url, 200, 'nosniff']);
    }
    const { text } = await nobody.get('/api/docs/page.js');
    expect(text).not.toMatch(/https?:\/\/|eval|validatorUrl: '/);
    expect(text).toContain("url: '/api/v1/openapi.json'");
  });

  it('is read without changing anything', async () => {
    const before = await contentsButReads(workbench.service);
    for (const url of DOCS) expect((await workbench.api.nobody.get(fill(url, {}))).status).toBe(200);
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });
});
