import { type ImportColumn } from '@case-consultation/domain';
import { type TeamRow } from '@case-consultation/features';

const NAMES = ['Priya Example', 'Sam Example', 'Alex Example'];
const MOST = 3;

/** One made-up person for each of the first open teams; the second is the first one's manager. */
export function exampleLines(
  teams: readonly TeamRow[],
  mailDomain: string,
): Partial<Record<ImportColumn, string>>[] {
  const email = (at: number): string => `${(NAMES[at] ?? '').toLowerCase().replace(' ', '.')}@${mailDomain}`;
  return teams
    .filter(({ closed }) => !closed)
    .slice(0, MOST)
    .map(({ agency, name: team }, at) => ({
      name: NAMES[at],
      email: email(at),
      agency,
      team,
      ...(at === 0 && teams.length > 1 ? { managerEmail: email(1) } : {}),
      roles: 'practitioner',
    }));
}
