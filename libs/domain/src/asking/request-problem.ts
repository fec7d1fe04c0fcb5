import { type ErrorCode } from '../errors.js';
import { type Problem } from '../problems.js';

/** Something in a request form that has to change. Its words never hold what was typed. */
export interface RequestProblem extends Problem {
  code: Extract<
    ErrorCode,
    | 'request-incomplete'
    | 'identifier-found'
    | 'identifier-needs-reason'
    | 'case-reference-format'
    | 'email-not-allowed'
    | 'invalid-input'
  >;
  /** What an identifier looks like, as in `a phone number`; of no other problem. */
  looksLike?: string;
}
