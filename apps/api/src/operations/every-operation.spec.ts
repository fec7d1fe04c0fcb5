import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { SCOPES } from '@case-consultation/features';
import { CONTROLLERS } from '../api.module.js';
import { accessNeeded } from './access.guard.js';
import { EveryOperation, operationsOf } from './every-operation.js';
import { PublicOperation } from './operation.decorator.js';

const operations = CONTROLLERS.flatMap((controller) => operationsOf(controller));

/** Whoever adds to these has thought about it: they answer without a token. */
const PUBLIC = [
  'OpenApiController.docsScript',
  'OpenApiController.docsStyles',
  'OpenApiController.docsViewer',
  'OpenApiController.listProblems',
  'OpenApiController.readDescription',
  'OpenApiController.readProblem',
  'OpenApiController.showDocs',
  'ServiceController.live',
  'ServiceController.readMetrics',
  'ServiceController.ready',
];

describe('who may call what', () => {
  it.each(operations)('is said of $name', ({ handler }) => {
    expect([...SCOPES, 'public']).toContain(accessNeeded(handler));
  });

  it('is anybody for nothing but what is about nobody', () => {
    const open = operations
      .filter(({ handler }) => accessNeeded(handler) === 'public')
      .map(({ name }) => name);
    expect(open.sort()).toEqual(PUBLIC);
  });

  it('is the lead’s scope for all that the lead’s controllers do', () => {
    const lead = operations.filter(({ name }) => name.startsWith('Lead'));
    expect(lead.length).toBeGreaterThan(8);
    for (const { name, handler } of lead) expect([name, accessNeeded(handler)]).toEqual([name, 'lead']);
  });

  it('is never write for a reading route, nor read for a writing one', () => {
    for (const { name, handler } of operations) {
      const access = accessNeeded(handler);
      const reads = Reflect.getMetadata('method', handler) === 0;
      if (access === 'consultations:read' || access === 'consultations:write') {
        expect([name, access]).toEqual([name, reads ? 'consultations:read' : 'consultations:write']);
      }
    }
  });
});

@Controller('some')
class SomeController {
  @Get('known')
  @PublicOperation({ summary: 'Say something' })
  known(): string {
    return 'something';
  }

  @Get('forgotten')
  forgotten(): string {
    return 'everything';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [SomeController], providers: [EveryOperation] })
class ForgetfulModule {}

describe('a route that does not say who may call it', () => {
  it('keeps the process from starting, and is named', async () => {
    const start = NestFactory.createApplicationContext(ForgetfulModule, {
      logger: false,
      abortOnError: false,
    });
    await expect(start).rejects.toThrow(/SomeController\.forgotten$/);
  });
});
