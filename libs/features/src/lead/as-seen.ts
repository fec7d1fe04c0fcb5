import { type Consultation, DomainError } from '@case-consultation/domain';

/**
 * Two leads may decide at once: the second is told, and what the first decided stands.
 * @param seen the version that the lead decided on; undefined compares nothing
 * @throws DomainError `changed-meanwhile`
 */
export function mustBeAsSeen({ version }: Consultation, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new DomainError(
    'changed-meanwhile',
    'This consultation has changed since you opened it, so nothing was done. See where it stands now, then decide.',
  );
}
