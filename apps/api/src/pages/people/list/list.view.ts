import { ROLES } from '@case-consultation/domain';
import { type Page, type PeopleWish, type PersonItem, type TeamRow } from '@case-consultation/features';
import { type Cell } from '../../board/parts/list.view.js';
import { ROLE_WORDS } from '../../words/words.js';
import { rolesInWords } from '../parts/person-words.js';

interface Select {
  readonly name: string;
  readonly label: string;
  readonly items: readonly { value: string; text: string; selected: boolean }[];
}

export interface PeopleListView {
  readonly title: string;
  readonly search: string;
  readonly selects: readonly Select[];
  readonly isNarrowed: boolean;
  readonly headings: readonly { text: string }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
}

export function listView(
  wish: PeopleWish,
  { items, more }: Page<PersonItem>,
  teams: readonly TeamRow[],
): PeopleListView {
  const agencies = new Map(teams.map(({ agencyId, agency }) => [agencyId, agency]));
  const last = items.at(-1);
  return {
    title: 'People',
    search: wish.search ?? '',
    selects: [
      select('role', 'Role', wish.role ?? '', [
        ['', 'All roles'],
        ...ROLES.map((role): [string, string] => [role, ROLE_WORDS[role]]),
      ]),
      select('agency', 'Agency', wish.agencyId ?? '', [['', 'All agencies'], ...agencies]),
      select('active', 'Accounts', wish.active, [
        ['active', 'Active'],
        ['deactivated', 'Deactivated'],
        ['all', 'All'],
      ]),
    ],
    isNarrowed:
      wish.search !== null || wish.role !== null || wish.agencyId !== null || wish.active !== 'active',
    headings: ['Name', 'Where', 'Roles'].map((text) => ({ text })),
    rows: items.map(cellsOf),
    nextHref: more && last ? addressOf(wish, { after: last.name, id: last.id }) : null,
    firstHref: wish.after === null ? null : addressOf(wish),
  };
}

function cellsOf({ id, name, email, agency, team, roles, active }: PersonItem): Cell[] {
  return [
    {
      link: { text: name, href: `/people/${id}` },
      tags: active ? [] : [{ text: 'Deactivated', classes: 'govuk-tag--grey' }],
      notes: [email],
    },
    { text: team, notes: [agency] },
    { text: rolesInWords(roles) },
  ];
}

function addressOf(
  { search, role, agencyId, active }: PeopleWish,
  place: Record<string, string> = {},
): string {
  const given = new URLSearchParams();
  if (search !== null) given.set('search', search);
  if (role !== null) given.set('role', role);
  if (agencyId !== null) given.set('agency', agencyId);
  if (active !== 'active') given.set('active', active);
  for (const [name, value] of Object.entries(place)) given.set(name, value);
  const query = given.toString();
  return query === '' ? '/people' : `/people?${query}`;
}

function select(
  name: string,
  label: string,
  chosen: string,
  choices: Iterable<readonly [string, string]>,
): Select {
  return {
    name,
    label,
    items: [...choices].map(([value, text]) => ({ value, text, selected: value === chosen })),
  };
}
