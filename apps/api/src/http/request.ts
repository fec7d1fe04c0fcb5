import { type Bearer } from '@case-consultation/features';
import { type ProblemCode } from './problems/problem-codes.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the guard, absent on public routes. */
    bearer: Bearer | undefined;
    /** With which code the request was refused, for the access log. */
    problemCode: ProblemCode | undefined;
  }
}
