import { type CanActivate, type ExecutionContext, UseGuards } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalidInput } from '../http/validation/invalid-input.js';

const nothing = z.strictObject({}).optional();

/** Refuses what would otherwise be dropped unread. */
class NothingSent implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const result = nothing.safeParse(body);
    if (!result.success) throw invalidInput(result.error.issues);
    return true;
  }
}

/** An operation that is told all it needs by its address: no body, or an empty object. */
export function TakesNoBody(): MethodDecorator {
  return UseGuards(NothingSent);
}
