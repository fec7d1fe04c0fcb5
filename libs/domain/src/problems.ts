import { DomainError, type ErrorCode } from './errors.js';

/** One thing to put right, and the field it is about. */
export interface Problem {
  /** Where, as a JSON pointer into what was given, without the leading slash: `name`, `targetWorkingDays/P1`. */
  field: string;
  /** The words beside the field: what to do next. */
  message: string;
  /** `invalid-input` unless it is told. */
  code?: ErrorCode;
}

/**
 * Refuses what has problems.
 * @param problems in the order in which their fields stand
 * @throws DomainError of the first, with all of them in `details.problems`, each with its code
 */
export function mustHaveNoProblems(problems: readonly Problem[]): void {
  const coded = problems.map((problem) => ({ ...problem, code: problem.code ?? 'invalid-input' }));
  const [first] = coded;
  if (first) throw new DomainError(first.code, first.message, first.field, { problems: coded });
}
