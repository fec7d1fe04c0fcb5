import { type ProblemCode } from './problem-codes.js';

/** One thing in the request that has to change. */
export interface InputError {
  /** JSON pointer into the body, or the name of the query parameter or header after a slash. */
  pointer: string;
  code: ProblemCode;
  /** What to do next. Never holds what was sent. */
  message: string;
}

export interface ApiProblemOptions {
  errors?: readonly InputError[];
  headers?: Readonly<Record<string, string>>;
}

/** A refusal by the API itself, before or beside any rule. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What to do next, for this occurrence. */
    detail: string,
    readonly options: ApiProblemOptions = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** What is not there, or is no code or id at all. */
export function noSuchThing(): ApiProblem {
  return new ApiProblem(
    'not-found',
    'There is no such thing, or it is not yours to see. Check the code or id.',
  );
}
