import { type FastifyRequest } from 'fastify';
import { ApiProblem } from '../../http/problems/api-problem.js';

/** A page for people who are signed in was asked for by somebody who is not, or no longer. */
export class NotSignedIn extends ApiProblem {
  constructor() {
    super('not-signed-in', 'Sign in first.');
  }
}

/**
 * Whether a browser says that it sent a form from a page of ours. Another site’s form comes without the session’s cookie, so
 * that it looks like one of somebody who is not signed in any more.
 */
export function isFromHere({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}

/** A form was sent that is not of this session. */
export class StaleForm extends ApiProblem {
  constructor() {
    super('not-your-task', 'That form belongs to another session.');
  }
}
