import { DomainError, findIdentifiers, IDENTIFIER_WORDS } from '@case-consultation/domain';

/** @throws DomainError `identifier-found` for `field`, when a text holds what identifies a person surely */
export function mustHoldNoIdentifiers(text: string, field: string): void {
  const found = findIdentifiers(text).find(({ severity }) => severity === 'block');
  if (found) {
    throw new DomainError(
      'identifier-found',
      `Take out what looks like ${IDENTIFIER_WORDS[found.kind]}`,
      field,
    );
  }
}
