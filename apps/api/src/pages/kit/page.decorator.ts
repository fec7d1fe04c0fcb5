import {
  applyDecorators,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  SetMetadata,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type Visitor } from '@case-consultation/features';
import { notSignedIn } from '../../operations/who.decorator.js';
import { type UploadedFile } from './form-body.js';
import { type Typed } from './form-state.js';
import { PAGE_ACCESS, type PageAccess } from './page-access.js';
import { PageGuard } from './page.guard.js';
import { PageInterceptor } from './page.interceptor.js';

/**
 * The pages at one address, or at each of several: what is shown (GET) and what its form does (POST). Signed in unless
 * told otherwise.
 */
export function Page(path: string | string[], access: PageAccess = 'signed-in'): ClassDecorator {
  return applyDecorators(
    Controller(path),
    ApiExcludeController(),
    SetMetadata(PAGE_ACCESS, access),
    UseGuards(PageGuard),
    UseInterceptors(PageInterceptor),
  );
}

/** The person who is signed in. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const visitor = context.switchToHttp().getRequest<FastifyRequest>().visit?.visitor;
  if (!visitor) throw notSignedIn();
  return visitor;
});

/** What the form of a page sent: every field as it was typed. */
export const Form = createParamDecorator((_: unknown, context: ExecutionContext): Typed => {
  return (context.switchToHttp().getRequest<FastifyRequest>().body ?? {}) as Typed;
});

/** The file that came with the form; null when none was chosen. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): UploadedFile | null => {
  return context.switchToHttp().getRequest<FastifyRequest>().upload ?? null;
});
