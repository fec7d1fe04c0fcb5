import { DomainError } from '../errors.js';

/** One thing to put right, and the field it is about. */
export interface Problem {
  field: string;
  message: string;
}

/** @throws DomainError `invalid-input` that names the first and holds them all, when there is any */
export function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  throw new DomainError('invalid-input', first.message, first.field, {
    problems: problems.map((problem) => ({ code: 'invalid-input', ...problem })),
  });
}
