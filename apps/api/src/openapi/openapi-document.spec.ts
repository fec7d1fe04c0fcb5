import { type INestApplication, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ApiModule, CONTROLLERS } from '../api.module.js';
import { PROBLEMS } from '../http/problems/problem-codes.js';
import { accessNeeded } from '../operations/access.guard.js';
import { operationsOf } from '../operations/every-operation.js';
import { openApiDocument } from './openapi-document.js';

interface Described {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface Schema {
  $ref?: string;
  example?: unknown;
  anyOf?: Schema[];
}

interface Route {
  name: string;
  method: string;
  path: string;
  access: string | undefined;
  hidden: boolean;
}

/** What the controllers' own decorators say, read without the description. */
function routesOf(controller: Type): Route[] {
  const prefix = String(Reflect.getMetadata(PATH_METADATA, controller));
  return operationsOf(controller).map(({ name, handler }) => {
    const path = `/${prefix}/${String(Reflect.getMetadata(PATH_METADATA, handler))}`;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
    return {
      name,
      method: RequestMethod[method].toLowerCase(),
      path: path
        .replace(/\/{2,}/g, '/')
        .replace(/(.)\/$/, '$1')
        .replace(/:(\w+)/g, '{$1}'),
      access: accessNeeded(handler),
      hidden: path.includes('/docs'),
    };
  });
}

const routes = CONTROLLERS.flatMap((controller) => routesOf(controller));

describe('the description of the API', () => {
  let document: OpenAPIObject;
  let app: INestApplication;

  beforeAll(async () => {
    // Nothing of it is made, and no database is asked: the description is read off the decorators.
    app = await NestFactory.create(
      ApiModule.forRoot({} as never, {} as never, {} as never, {} as never),
      new FastifyAdapter(),
      {
        preview: true,
        logger: false,
        abortOnError: false,
      },
    );
    document = openApiDocument(app);
  });
  afterAll(() => app.close());

  const described = (method: string, path: string): Described | undefined =>
    (document.paths[path] as Record<string, Described> | undefined)?.[method];
  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : (document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')] as Schema);
  const hasExample = (schema: Schema): boolean => {
    const own = resolved(schema);
    return own.example !== undefined || (own.anyOf ?? []).some(hasExample);
  };

  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result.errors).toBeUndefined();
    expect(validator.version).toBe('3.1');
    expect(document.openapi).toBe('3.1.1');
  });

  it('leads somewhere with each of its references', () => {
    const text = JSON.stringify(document);
    const references = [
      ...new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')),
    ];
    const dead = references.filter(
      (path) =>
        path
          .split('/')
          .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) ===
        undefined,
    );
    expect(references.length).toBeGreaterThan(30);
    expect(dead).toEqual([]);
  });

  it('has every route but the pages of the description itself, and nothing else', () => {
    const inDocument = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const shown = routes.filter(({ hidden }) => !hidden).map(({ method, path }) => `${method} ${path}`);
    expect(inDocument.sort()).toEqual(shown.sort());
    expect(shown.length).toBeGreaterThan(45);
  });

  it.each(routes.filter(({ hidden }) => !hidden))(
    'says of $name what it does, for whom, and how it is refused',
    ({ method, path, access }) => {
      const operation = described(method, path);
      expect(operation?.summary).toMatch(/^[A-Z].{5,}[^.]$/);
      expect(operation?.tags).toHaveLength(1);
      expect(operation?.security).toEqual(access === 'public' ? undefined : [{ bearer: [access] }]);
      const refusals = Object.keys(operation?.responses ?? {}).filter((status) => Number(status) >= 400);
      expect(refusals).toEqual(expect.arrayContaining(['429', '500']));
      if (access !== 'public') expect(refusals).toEqual(expect.arrayContaining(['401', '403']));
      if (path.includes('{')) expect(refusals).toContain('404');
      if (method !== 'get') expect(refusals).toEqual(expect.arrayContaining(['400', '413', '415', '422']));
    },
  );

  it.each(
    routes.filter(
      ({ hidden, path }) => !hidden && path.startsWith('/api/v1/') && !path.endsWith('openapi.json'),
    ),
  )('shows by example what $name takes and answers', ({ method, path }) => {
    const operation = described(method, path);
    const taken = operation?.requestBody?.content['application/json']?.schema;
    expect(taken === undefined || hasExample(taken)).toBe(true);
    const [status, success] = Object.entries(operation?.responses ?? {}).find(([code]) => code < '300') ?? [];
    const answered = success?.content?.['application/json']?.schema;
    if (status !== '204') expect(answered && hasExample(answered)).toBe(true);
  });

  it('names every operation once', () => {
    const ids = routes
      .filter(({ hidden }) => !hidden)
      .map(({ method, path }) => described(method, path)?.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('documents every code of a refusal under the status it has', () => {
    for (const { method, path } of routes.filter(({ hidden }) => !hidden)) {
      for (const [status, response] of Object.entries(described(method, path)?.responses ?? {})) {
        const content = response.content?.['application/problem+json'] as { examples?: object } | undefined;
        for (const code of Object.keys(content?.examples ?? {})) {
          expect([code, String(PROBLEMS[code as keyof typeof PROBLEMS].status)]).toEqual([code, status]);
        }
      }
    }
  });
});
