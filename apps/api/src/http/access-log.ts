import { type FastifyInstance } from 'fastify';
import { normaliseConsultationCode } from '@case-consultation/domain';
import { type Logger, type Metrics } from '@case-consultation/platform';

/**
 * One line for every answer, and one observation for the metrics. The route is its pattern; of the path only the
 * consultation's code is told, of the token only its id. No query, no body, no address of a person.
 */
export function logAccess(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  fastify.decorateRequest('bearer', undefined);
  fastify.decorateRequest('problemCode', undefined);
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, bearer, problemCode } = request;
    const route = request.is404 ? undefined : request.routeOptions.url;
    const ms = reply.elapsedTime;
    metrics.httpAnswered(method, route, reply.statusCode, ms / 1000);
    logger.info(
      {
        event: 'answered',
        requestId: request.id,
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(ms * 10) / 10,
        consultationCode: codeIn(request.params),
        code: problemCode,
        tokenId: bearer?.tokenId,
        personId: bearer?.actor.personId,
        programmeId: bearer?.actor.programmeId,
      },
      'Answered',
    );
    done();
  });
}

/** The code in a path, if it is one: whatever else was put there is not logged. */
function codeIn(params: unknown): string | undefined {
  const { code } = (params ?? {}) as { code?: string };
  return code === undefined ? undefined : (normaliseConsultationCode(code) ?? undefined);
}
