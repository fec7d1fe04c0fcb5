import { ApiProblem } from '../../http/problems/api-problem.js';

/** A page for people who are signed in was asked for by somebody who is not, or no longer. */
export class NotSignedIn extends ApiProblem {
  constructor() {
    super('not-signed-in', 'Sign in first.');
  }
}

/** A form was sent that is not of this session. */
export class StaleForm extends ApiProblem {
  constructor(
    /** Whether it came from a page of ours, so that it may be sent again with one press. */
    readonly fromHere: boolean,
  ) {
    super('not-your-task', 'That form belongs to another session.');
  }
}
