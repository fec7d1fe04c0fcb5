import { DomainError, type ErrorCode } from '../errors.js';

/** Something in a request form that has to change. */
export interface RequestProblem {
  /** Where, as a JSON pointer into the form without the leading slash: `question`, `attendees/2`, `safetyFlags/stalking`. */
  field: string;
  code: Extract<
    ErrorCode,
    | 'request-incomplete'
    | 'identifier-found'
    | 'identifier-needs-reason'
    | 'case-reference-format'
    | 'email-not-allowed'
    | 'invalid-input'
  >;
  /** The words beside the field: what to do next. Never holds what was typed. */
  message: string;
  /** What an identifier looks like, as in `a phone number`; of no other problem. */
  looksLike?: string;
}

/**
 * Refuses a form that has problems.
 * @throws DomainError of the first problem, with all of them in `details.problems`.
 */
export function mustHaveNoProblems(problems: readonly RequestProblem[]): void {
  const [first] = problems;
  if (first !== undefined) throw new DomainError(first.code, first.message, first.field, { problems });
}
