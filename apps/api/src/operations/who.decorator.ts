import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Bearer } from '@case-consultation/features';
import { ApiProblem } from '../http/problems/api-problem.js';

/** The person whose token came with a request, as use cases know them. */
export type Caller = Bearer['actor'];

/** The caller of a signed-in operation. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  return bearerIn(context).actor;
});

/** The token itself: its scopes and id. */
export const Token = createParamDecorator((_: unknown, context: ExecutionContext): Bearer =>
  bearerIn(context),
);

function bearerIn(context: ExecutionContext): Bearer {
  const { bearer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (bearer === undefined) throw notSignedIn();
  return bearer;
}

export function notSignedIn(): ApiProblem {
  return new ApiProblem(
    'not-signed-in',
    'Send a bearer token that has not expired or been revoked: Authorization: Bearer bcc_…',
  );
}
