import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger } from '@case-consultation/platform';
import { type RouteTable } from '../route-table.js';
import { ApiProblem } from './api-problem.js';
import { type Problem, problemOf } from './problem.js';
import { type ErrorPages } from '../../pages/kit/error-pages.js';
import { isPageRequest } from '../../pages/kit/visit.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Everything that is thrown on the way to an answer ends here, and goes out as a problem, or as a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly logger: Logger,
    private readonly pages: ErrorPages,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refused = this.withAllowedMethods(thrown, request);
    const problem = problemOf(refused, request.id);
    if (problem.body.status >= 500) {
      const { code } = problem.body;
      this.logger.error(
        { err: thrown, event: 'request-failed', code, requestId: request.id },
        'A request failed',
      );
    }
    refuse(this.pages, request, reply, refused, problem);
  }

  /** Nest answers 404 for a known path with another method; the path decides which it is. */
  private withAllowedMethods(thrown: unknown, request: FastifyRequest): unknown {
    if (!(thrown instanceof NotFoundException)) return thrown;
    const allow = this.routes.methodsAt(request.url);
    if (allow.length === 0) return thrown;
    return new ApiProblem('method-not-allowed', `Use ${allow.join(', ')} here.`, {
      headers: { allow: allow.join(', ') },
    });
  }
}

/** A page for a page's address, a problem for any other. */
export function refuse(
  pages: ErrorPages,
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
  problem = problemOf(thrown, request.id),
): void {
  // Also where what is not refused may be kept.
  void reply.header('cache-control', 'no-store');
  if (isPageRequest(request)) pages.send(request, reply, thrown, problem);
  else sendProblem(request, reply, problem);
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, { body, headers }: Problem): void {
  request.problemCode = body.code;
  if (reply.sent) return;
  void reply.status(body.status).headers(headers).type(PROBLEM_TYPE).send(body);
}
