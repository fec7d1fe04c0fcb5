import {
  COVER_RULES,
  type CoverMove,
  type CoverProblem,
  DomainError,
  rulesInWords,
} from '@case-consultation/domain';
import { type PreparedCover } from './cover-inputs.js';

/** Why a choice of the lead cannot be done: whom it names, and the hard rules that stand in their way. */
export function cannotTake(
  problems: readonly CoverProblem[],
  settled: readonly Pick<CoverMove, 'consultationId' | 'fate'>[],
  rows: PreparedCover['rows'],
  field: string,
): DomainError {
  const names = new Map(rows.map(({ candidate, name }) => [candidate.consultant.id, name]));
  const sentences = problems.map(({ consultationId, rules }) => {
    const fate = settled.find((one) => one.consultationId === consultationId)?.fate;
    const name = fate?.kind === 'moved' ? names.get(fate.to.consultantId) : undefined;
    return `${name ?? 'whoever was chosen'} ${rulesInWords(rules, COVER_RULES)}`;
  });
  return new DomainError('consultant-not-eligible', `Choose another way: ${sentences.join('; ')}.`, field, {
    rules: problems.flatMap(({ rules }) => rules),
  });
}
