import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { noSuchThing } from '../http/problems/api-problem.js';
import { isProblemCode, PROBLEM_CODES, type ProblemCode, PROBLEMS } from '../http/problems/problem-codes.js';
import { DOCS_POLICY } from '../http/security-headers.js';
import { PublicOperation } from '../operations/operation.decorator.js';
import { OpenApi } from './openapi.service.js';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page.js';

const problemDocument = z
  .object({
    code: z.string(),
    status: z.int(),
    title: z.string(),
    next: z.string().meta({ description: 'What to do next' }),
  })
  .meta({
    id: 'ProblemDocument',
    examples: [
      {
        code: 'time-taken',
        status: 409,
        title: PROBLEMS['time-taken'].title,
        next: PROBLEMS['time-taken'].next,
      },
    ],
  });

const uiFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const uiFile = (name: string): Promise<string> => readFile(join(uiFolder, name), 'utf8');

/** What the API says about itself. Public: it holds nothing about anybody. */
@ApiTags('Service')
@Controller('api')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('v1/openapi.json')
  @PublicOperation({
    summary: 'Read the description of this API',
    answer: z.looseObject({ openapi: z.string() }),
  })
  @Header('content-type', 'application/json; charset=utf-8')
  readDescription(): string {
    return this.openApi.json();
  }

  @Get('problems')
  @PublicOperation({
    summary: 'List every code with which a request can be refused',
    answer: z.object({ items: z.array(problemDocument) }),
  })
  listProblems() {
    return { items: PROBLEM_CODES.map(documentOf) };
  }

  @Get('problems/:code')
  @PublicOperation({ summary: 'Read what a code means and what to do', answer: problemDocument })
  readProblem(@Param('code') code: string) {
    if (!isProblemCode(code)) throw noSuchThing();
    return documentOf(code);
  }

  @Get('docs')
  @ApiExcludeEndpoint()
  @PublicOperation({ summary: 'Read the description as a page' })
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_POLICY)
  showDocs(): string {
    return DOCS_PAGE;
  }

  @Get('docs/page.js')
  @ApiExcludeEndpoint()
  @PublicOperation({ summary: 'The script of the page' })
  @Header('content-type', 'text/javascript; charset=utf-8')
  docsScript(): string {
    return DOCS_SCRIPT;
  }

  @Get('docs/swagger-ui-bundle.js')
  @ApiExcludeEndpoint()
  @PublicOperation({ summary: 'The viewer of the page' })
  @Header('content-type', 'text/javascript; charset=utf-8')
  docsViewer(): Promise<string> {
    return uiFile('swagger-ui-bundle.js');
  }

  @Get('docs/swagger-ui.css')
  @ApiExcludeEndpoint()
  @PublicOperation({ summary: 'The styles of the page' })
  @Header('content-type', 'text/css; charset=utf-8')
  docsStyles(): Promise<string> {
    return uiFile('swagger-ui.css');
  }
}

function documentOf(code: ProblemCode) {
  const { status, title, next } = PROBLEMS[code];
  return { code, status, title, next };
}
