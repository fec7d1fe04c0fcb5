import { type FastifyReply } from 'fastify';
import { ApiProblem } from './problems/api-problem.js';

/** Strong: one version of one thing is one answer. */
export function setVersion(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/** The version in `If-Match`; undefined without one. @throws ApiProblem `invalid-input` */
export function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const digits = /^"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined) {
    const message = 'Give the ETag as it came, such as "3"';
    throw new ApiProblem('invalid-input', `${message}.`, {
      errors: [{ pointer: '/If-Match', code: 'invalid-input', message }],
    });
  }
  return Number(digits);
}

/** @throws ApiProblem `version-needed` without one, `invalid-input` */
export function versionNeeded(ifMatch: string | undefined): number {
  const version = versionIn(ifMatch);
  if (version === undefined) {
    throw new ApiProblem(
      'version-needed',
      'Send If-Match with the ETag of what you read; "0" for a record that is not there yet.',
    );
  }
  return version;
}
