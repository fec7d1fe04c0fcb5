import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { DomainError, type RequestProblem } from '@case-consultation/domain';
import { CaseTextError, isDatabaseLost } from '@case-consultation/platform';
import { ApiProblem, type InputError } from './api-problem.js';
import { type ProblemCode, PROBLEMS } from './problem-codes.js';

/** The body of every refusal, as application/problem+json (RFC 9457). */
export interface ProblemBody {
  /** URI reference of the code's own documentation. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  /** Names this occurrence, in the log too: `urn:uuid:<request id>`. */
  instance: string;
  errors?: readonly InputError[];
  [shown: string]: unknown;
}

export interface Problem {
  body: ProblemBody;
  headers: Readonly<Record<string, string>>;
}

const REALM = 'Bearer realm="api"';

/**
 * Anything that was thrown, as what the caller is told of it. What is not a refusal is a fault: it is told by its
 * reference alone.
 */
export function problemOf(thrown: unknown, requestId: string): Problem {
  const { code, detail, errors, details, headers } = refusalOf(thrown);
  const { status, title, shows = [] } = PROBLEMS[code];
  const body: ProblemBody = {
    type: `/api/problems/${code}`,
    title,
    status,
    detail,
    code,
    instance: `urn:uuid:${requestId}`,
  };
  if (errors !== undefined && errors.length > 0) body.errors = errors;
  for (const name of shows) {
    if (details?.[name] !== undefined) body[name] = details[name];
  }
  return { body, headers: { ...headers, ...challengeOf(code) } };
}

interface Refusal {
  code: ProblemCode;
  detail: string;
  errors?: readonly InputError[];
  details?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof DomainError) return fromRule(thrown);
  if (thrown instanceof ApiProblem) {
    const { code, message, options } = thrown;
    return { code, detail: message, errors: options.errors, headers: options.headers };
  }
  if (thrown instanceof CaseTextError) return plain('key-missing');
  if (types.isNativeError(thrown) && isDatabaseLost(thrown)) return plain('not-available');
  return plain(codeOfHttpError(thrown));
}

function fromRule({ code, message, field, details }: DomainError): Refusal {
  const problems = (details?.['problems'] ?? []) as readonly RequestProblem[];
  const errors =
    problems.length > 0
      ? problems.map((problem) => ({
          pointer: pointerOf(problem.field),
          code: problem.code,
          message: problem.message,
        }))
      : field === undefined
        ? []
        : [{ pointer: pointerOf(field), code, message }];
  const detail =
    problems.length > 1
      ? `${problems.length} things have to change; \`errors\` names them.`
      : asSentence(message);
  return { code, detail, errors, details };
}

/** The words beside a form's field end without a full stop. */
function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** A rule names the field without the leading slash; the names hold no character that a pointer would escape. */
function pointerOf(field: string): string {
  return `/${field}`;
}

function plain(code: ProblemCode): Refusal {
  return { code, detail: PROBLEMS[code].next };
}

/** What Fastify and Nest refuse by themselves carries its status; anything else is a fault. */
function codeOfHttpError(thrown: unknown): ProblemCode {
  switch (statusOf(thrown)) {
    case 400:
      // Nest passes on what the body's parser refused as its own; all else comes from Fastify's router as it is.
      return thrown instanceof HttpException ? 'malformed-json' : 'malformed-request';
    case 404:
      return 'no-such-address';
    case 405:
      return 'method-not-allowed';
    case 408:
    case 414:
    case 431:
      return 'malformed-request';
    case 413:
      return 'body-too-large';
    case 415:
      return 'unsupported-media-type';
    case 429:
      return 'too-many-requests';
    case 503:
      return 'not-available';
    default:
      return 'internal-error';
  }
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error)) return undefined;
  const { statusCode } = thrown as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** RFC 6750, section 3. */
function challengeOf(code: ProblemCode): Readonly<Record<string, string>> {
  switch (code) {
    case 'not-signed-in':
      return { 'www-authenticate': REALM };
    case 'scope-missing':
      return { 'www-authenticate': `${REALM}, error="insufficient_scope"` };
    default:
      return {};
  }
}
