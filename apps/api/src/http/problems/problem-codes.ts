import { type ErrorCode } from '@case-consultation/domain';

/** What HTTP itself can refuse, beside what the rules refuse. */
export type HttpProblemCode =
  | 'no-such-address'
  | 'method-not-allowed'
  | 'malformed-request'
  | 'malformed-json'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'bad-cursor'
  | 'version-needed'
  | 'not-available'
  | 'internal-error';

/** Every way in which the API refuses. Stable: clients may depend on a code for as long as there is /api/v1. */
export type ProblemCode = ErrorCode | HttpProblemCode;

/** A detail of a refusal that the person who asked may see, beside its words. */
export type ShownDetail = 'otherTimes' | 'rules' | 'stop' | 'contacts' | 'collisions' | 'unseen' | 'keep';

export interface ProblemKind {
  readonly status: number;
  /** The same for every occurrence. */
  readonly title: string;
  /** What to do next, as the documentation of the code says it; an occurrence can be more precise. */
  readonly next: string;
  /** Details that go out with it. Anything else a rule adds stays inside. */
  readonly shows?: readonly ShownDetail[];
}

const again = 'Read the consultation again to see where it stands.';

/** The one place where a code gets its status. Exhaustive: a code without an entry does not compile. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'request-incomplete': {
    status: 422,
    title: 'Something is still missing',
    next: 'Give what `errors` names, then submit again. The draft is kept.',
  },
  'identifier-found': {
    status: 422,
    title: 'A text holds what identifies a person',
    next: 'Take out what `errors` names: NHS and National Insurance numbers, e-mails, phone numbers and postcodes are never kept.',
  },
  'identifier-needs-reason': {
    status: 422,
    title: 'A text may hold what identifies a person',
    next: 'Take out what `errors` names, or say in `identifierReason` why it has to stay.',
  },
  'safety-gate-stops': {
    status: 422,
    title: 'Something else comes first',
    next: 'Do what `detail` says; `contacts` says where to turn. The draft is kept.',
    shows: ['stop', 'contacts'],
  },
  'case-reference-format': {
    status: 422,
    title: 'The case reference is not in the programme’s format',
    next: 'Write it as the council does; GET /api/v1/programme shows an example.',
  },
  'email-not-allowed': {
    status: 422,
    title: 'An e-mail address is not on the programme’s list',
    next: 'Use work addresses on the domains that GET /api/v1/programme lists.',
  },
  'invalid-input': {
    status: 422,
    title: 'Something given is not valid',
    next: 'Change what `errors` names and send it again.',
  },
  'wrong-state': { status: 409, title: 'That cannot be done now', next: again },
  'not-your-task': {
    status: 403,
    title: 'That is somebody else’s to do',
    next: 'Ask the person whose task it is; `detail` says who.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing, or it is not yours to see',
    next: 'Check the code or id. Lists show what you may see.',
  },
  'reason-needed': {
    status: 422,
    title: 'A reason is needed',
    next: 'Say why, in the field that `errors` names.',
  },
  'changed-meanwhile': {
    status: 409,
    title: 'It was changed meanwhile',
    next: 'Read it again, and send your change with the version it has now.',
  },
  'offer-expired': {
    status: 409,
    title: 'The offer has expired',
    next: 'There is nothing to do: someone else is being asked.',
  },
  'offer-closed': { status: 409, title: 'The offer is no longer open', next: 'There is nothing to do.' },
  'not-started-yet': { status: 409, title: 'It has not started yet', next: 'Come back once it has started.' },
  'conflict-check-first': {
    status: 409,
    title: 'The conflict check comes first',
    next: 'Say whether you have a conflict. The detail opens after that.',
  },
  'record-incomplete': {
    status: 422,
    title: 'The record is not ready to share',
    next: 'Fill in at least two headings.',
  },
  'record-shared-already': {
    status: 409,
    title: 'The record has been shared',
    next: 'It can no longer be changed. Add an action instead.',
  },
  'action-settled-already': {
    status: 409,
    title: 'The action has been settled',
    next: 'There is nothing to do.',
  },
  'time-taken': {
    status: 409,
    title: 'That time has just been taken',
    next: 'Choose another; `otherTimes` has some.',
    shows: ['otherTimes'],
  },
  'time-not-offered': {
    status: 409,
    title: 'That time is not on offer',
    next: 'Choose another; `otherTimes` has some.',
    shows: ['otherTimes'],
  },
  'time-does-not-exist': {
    status: 422,
    title: 'That time does not exist',
    next: 'The clocks go forward over it. Choose another.',
  },
  'time-is-ambiguous': {
    status: 422,
    title: 'That time occurs twice',
    next: 'The clocks go back over it. Give the time with its offset.',
  },
  'consultant-not-eligible': {
    status: 409,
    title: 'That consultant cannot take it',
    next: 'Choose another consultant or another time. `rules` says what stands in the way; GET …/candidates shows everyone.',
    shows: ['rules', 'otherTimes'],
  },
  'nobody-available': {
    status: 409,
    title: 'Nobody is available',
    next: 'Choose other times, or the soonest.',
  },
  'collides-with-bookings': {
    status: 409,
    title: 'That collides with what is booked or offered',
    next: 'Look at `collisions`. To change it all the same, send it again with `keep` as it is here: nothing is moved or cancelled.',
    shows: ['collisions', 'unseen', 'keep'],
  },
  'last-lead': {
    status: 409,
    title: 'A programme keeps a lead',
    next: 'Give somebody else the role of lead first.',
  },
  'last-administrator': {
    status: 409,
    title: 'A programme that has an administrator keeps one',
    next: 'Give somebody else the role of administrator first.',
  },
  'not-signed-in': {
    status: 401,
    title: 'A valid token is needed',
    next: 'Send `Authorization: Bearer …` with a token that has not expired or been revoked.',
  },
  'sign-in-code-wrong': {
    status: 422,
    title: 'That is not the code',
    next: 'Check the newest e-mail and enter its code again; `detail` says how often that is possible.',
  },
  'sign-in-code-expired': {
    status: 409,
    title: 'The code no longer works',
    next: 'Ask for a new code.',
  },
  'sign-in-tries-spent': {
    status: 409,
    title: 'The code was entered wrongly too often',
    next: 'Ask for a new code.',
  },
  'scope-missing': {
    status: 403,
    title: 'The token may not be used for that',
    next: 'Use a token with the scope that `detail` names.',
  },
  'key-missing': {
    status: 503,
    title: 'A text cannot be shown at present',
    next: 'Nothing is lost. Tell the people who run the service, with the reference in `instance`.',
  },
  'idempotency-key-reused': {
    status: 409,
    title: 'The Idempotency-Key is in use',
    next: 'Use a new key for another request; for the same request, ask again in a moment.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    next: 'Wait as many seconds as `Retry-After` says.',
  },
  'no-such-address': {
    status: 404,
    title: 'There is nothing at this address',
    next: 'Check the path; /api/docs lists every one.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take that method',
    next: 'Use one of the methods in `Allow`.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    next: 'Check the URL and headers.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    next: 'Send one JSON object in UTF-8, or no body and no Content-Type where none is needed.',
  },
  'body-too-large': { status: 413, title: 'The body is too large', next: 'Send at most 256 kB.' },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    next: 'Send `Content-Type: application/json`.',
  },
  'bad-cursor': {
    status: 400,
    title: 'The cursor is not one of this list',
    next: 'Use `next` of an earlier page as it was given, or leave `cursor` out to begin again.',
  },
  'version-needed': {
    status: 428,
    title: 'Say which version you change',
    next: 'Send `If-Match` with the ETag of what you read.',
  },
  'not-available': {
    status: 503,
    title: 'The service is not available at present',
    next: 'Try again in a minute.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    next: 'Try again; if it stays, tell the people who run the service, with the reference in `instance`.',
  },
};

export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
