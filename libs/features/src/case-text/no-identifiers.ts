import { identifierProblems, mustHaveNoProblems } from '@case-consultation/domain';

/**
 * For a text that is about no family, such as why a setting changes: names may stand in it.
 * @throws DomainError `identifier-found` for `field`, when it holds what identifies a person surely
 */
export function mustHoldNoIdentifiers(text: string, field: string): void {
  const problems = identifierProblems([{ field, text }], null);
  mustHaveNoProblems(problems.filter(({ code }) => code === 'identifier-found'));
}
