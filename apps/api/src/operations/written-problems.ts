import { type ProblemCode } from '../http/problems/problem-codes.js';

/** How an operation refuses what may identify a person in what somebody wrote. */
export const WRITTEN_PROBLEMS = [
  'identifier-found',
  'identifier-needs-reason',
] as const satisfies readonly ProblemCode[];
