import { AGENCY_KINDS, kindInWords } from '@case-consultation/domain';
import { type AgencyView } from '@case-consultation/features';

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

/** The kinds of agency to choose from; one that is set and no longer in the list stays with it. */
export function kindItems(chosen: string, kinds: Readonly<Record<string, string>> = AGENCY_KINDS): Choice[] {
  const known = chosen === '' || Object.hasOwn(kinds, chosen) ? kinds : { ...kinds, [chosen]: chosen };
  return Object.entries(known).map(([value, text]) => ({ value, text, checked: value === chosen }));
}

interface AgencyRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly people: number;
  readonly closed: boolean;
  readonly teams: readonly { id: string; name: string; people: number; closed: boolean }[];
}

export function agencyRows(agencies: readonly AgencyView[]): AgencyRow[] {
  return agencies.map(({ id, name, kind, people, closedAt, teams }) => ({
    id,
    name,
    kind: kindInWords(AGENCY_KINDS, kind),
    people,
    closed: closedAt !== null,
    teams: teams.map((team) => ({
      id: team.id,
      name: team.name,
      people: team.people,
      closed: team.closedAt !== null,
    })),
  }));
}
