/**
 * Every way a rule can refuse. The code is stable (it goes out in problem+json and in pages' wording);
 * the message is for a person and says what to do next. apps/api maps each code to one status, exhaustively.
 */
export type ErrorCode =
  // asking
  | 'request-incomplete'
  | 'identifier-found'
  | 'identifier-needs-reason'
  | 'safety-gate-stops'
  | 'case-reference-format'
  | 'email-not-allowed'
  | 'invalid-input'
  // the life of a consultation
  | 'wrong-state'
  | 'not-your-task'
  | 'not-found'
  | 'reason-needed'
  | 'changed-meanwhile'
  | 'offer-expired'
  | 'offer-closed'
  | 'not-started-yet'
  | 'conflict-check-first'
  | 'record-incomplete'
  | 'record-shared-already'
  | 'action-settled-already'
  // times and routing
  | 'time-taken'
  | 'time-not-offered'
  | 'time-does-not-exist'
  | 'time-is-ambiguous'
  | 'consultant-not-eligible'
  | 'nobody-available'
  | 'collides-with-bookings'
  // people
  | 'last-lead'
  | 'last-administrator'
  // access
  | 'not-signed-in'
  | 'sign-in-code-wrong'
  | 'sign-in-code-expired'
  | 'sign-in-tries-spent'
  | 'scope-missing'
  | 'key-missing'
  | 'idempotency-key-reused'
  | 'too-many-requests';

/** A rule said no. `field` names the input it is about, as a JSON pointer without the leading slash. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field?: string,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
