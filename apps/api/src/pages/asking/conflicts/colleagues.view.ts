import { type ColleagueView } from '@case-consultation/features';

/** A colleague as a checkbox. */
export interface ColleagueItem {
  readonly value: string;
  readonly text: string;
  readonly hint: { readonly text: string };
  readonly checked: boolean;
}

/** Those who are ticked first, then those that the search found. */
export function colleagueItems(
  named: readonly ColleagueView[],
  found: readonly ColleagueView[],
): { named: ColleagueItem[]; found: ColleagueItem[] } {
  const ids = new Set(named.map(({ id }) => id));
  return {
    named: named.map((person) => itemOf(person, true)),
    found: found.filter(({ id }) => !ids.has(id)).map((person) => itemOf(person, false)),
  };
}

function itemOf({ id, name, agency, team }: ColleagueView, checked: boolean): ColleagueItem {
  return { value: id, text: name, hint: { text: `${agency}, ${team}` }, checked };
}
