import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Scope, Tokens } from '@case-consultation/features';
import { ApiProblem } from '../http/problems/api-problem.js';
import { TokenLimit } from '../http/rate-limits.js';
import { pageAccess } from '../pages/kit/page-access.js';
import { ACCESS_NEEDED, type AccessNeeded } from './operation.decorator.js';
import { notSignedIn } from './who.decorator.js';

const BEARER = /^Bearer +([^ ]+) *$/i;

/** What a handler needs, as its decorator says; undefined for one that was forgotten, which nobody may call. */
export function accessNeeded(handler: object): AccessNeeded | undefined {
  return Reflect.getMetadata(ACCESS_NEEDED, handler) as AccessNeeded | undefined;
}

/** Signed in by default: lets a request through when its token is good and has the scope of the operation. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly limit: TokenLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Pages are guarded by the session, not by a token.
    if (pageAccess(context.getClass()) !== undefined) return true;
    const needed = accessNeeded(context.getHandler());
    if (needed === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const bearer = token === undefined ? null : await this.tokens.bearerOf(token);
    if (bearer === null) throw notSignedIn();
    request.bearer = bearer;
    await this.limit.count(request);
    if (needed === undefined || !bearer.scopes.includes(needed)) throw scopeMissing(needed);
    return true;
  }
}

function scopeMissing(needed: Scope | undefined): ApiProblem {
  return new ApiProblem(
    'scope-missing',
    `This needs a token with the scope “${needed ?? 'none'}”. Ask for one.`,
  );
}
