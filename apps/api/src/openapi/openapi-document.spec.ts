import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { CONTROLLERS, ApiModule } from '../api.module.js';
import { operationsOf } from '../operations/every-operation.js';

describe('x', () => {
  it('y', async () => {
    const app = await NestFactory.create<NestFastifyApplication>(
      ApiModule.forRoot({} as never, {} as never, {} as never),
      new FastifyAdapter(),
      { preview: true, logger: false, abortOnError: false },
    );
    const { openApiDocument } = await import('./openapi-document.js');
    const doc: OpenAPIObject = openApiDocument(app);
    console.log(Object.keys(doc.paths).length, JSON.stringify(doc).length);
    void METHOD_METADATA;
    void PATH_METADATA;
    void RequestMethod;
    void Validator;
    void CONTROLLERS;
    void operationsOf;
  });
});
