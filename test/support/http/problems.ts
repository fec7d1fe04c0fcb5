import { PROBLEMS, type ProblemCode } from '@case-consultation/api';
import { type Answer } from './client.js';

/** A refusal as RFC 9457 has it, with ours beside. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  instance: string;
  errors?: readonly { pointer: string; code: string; message: string }[];
  otherTimes?: readonly string[];
  rules?: readonly string[];
  stop?: string;
  contacts?: readonly { name: string; phone: string; when: string }[];
}

/** What an answer to a mistake never holds: a stack, a file, SQL, a driver's or a framework's own words. */
const INNARDS = [
  /\n *at |:\d+:\d+\)|node_modules|\.[jt]s\b|\[object|undefined|NaN|FST_|ECONN/,
  /\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE)\b|relation "|column "|syntax error|violates|constraint|\bpg_/,
  /postgres|typeorm|fastify|nestjs|zod|unexpected token/i,
];

const POINTER = /^(\/[^/]*)*$/;

/** What is not as every refusal has to be; empty when all is well. */
export function faultsOf({ status, headers, text, body }: Answer): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  must(status >= 400 && status < 500, `status ${status}`);
  must(headers.get('content-type') === 'application/problem+json; charset=utf-8', 'not problem+json');
  must(headers.get('cache-control') === 'no-store', 'may be kept by others');
  if (typeof body !== 'object' || body === null) return [...faults, 'no problem'];
  const { code, type, title, detail, instance, errors = [], ...rest } = body as Problem;
  const kind = PROBLEMS[code] as (typeof PROBLEMS)[ProblemCode] | undefined;
  if (kind === undefined) return [...faults, `unknown code ${code}`];
  must(kind.status === status && rest.status === status, `${code} with status ${status}`);
  must(type === `/api/problems/${code}`, `type ${type}`);
  must(title === kind.title, `title ${title}`);
  must(/^[\p{Lu}\d/].*[.!?…]$/su.test(detail), `detail is no sentence: ${detail}`);
  must(instance === `urn:uuid:${headers.get('x-request-id') ?? 'none'}`, `instance ${instance}`);
  for (const inside of INNARDS) must(!inside.test(text), `tells of the inside: ${inside.exec(text)?.[0]}`);
  for (const error of errors) {
    must(POINTER.test(error.pointer), `pointer ${error.pointer}`);
    must(error.code in PROBLEMS, `unknown code ${error.code}`);
    must(error.message.trim().length > 5, `says nothing: ${error.message}`);
  }
  return faults;
}

/** The problem in an answer, which has to be a whole one. */
export function problemIn(answer: Answer): Problem {
  const faults = faultsOf(answer);
  if (faults.length > 0) throw new Error(`${faults.join('; ')}\n${answer.status}: ${answer.text}`);
  return answer.body as Problem;
}

/** How a request ended: `ok`, or the code of the problem, which has to be a whole one. */
export function outcomeOf(answer: Answer): 'ok' | ProblemCode {
  return answer.status >= 200 && answer.status <= 299 ? 'ok' : problemIn(answer).code;
}
