import { type Actor, isLead, type Role, rolesToGive } from '@case-consultation/domain';
import { type TeamRow } from '@case-consultation/features';
import { type FormState } from '../../kit/form-state.js';
import { ROLE_WORDS } from '../../words/words.js';
import { type DayInputs, dayInputs } from '../parts/day-inputs.js';
import { ROLE_HINTS } from '../parts/person-words.js';

export interface TeamItem {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** The teams to choose from, each after its agency; a closed one only while somebody is in it. */
export function teamItems(teams: readonly TeamRow[], form: FormState, present: string | null): TeamItem[] {
  const chosen = form.text('teamId');
  return [
    { value: '', text: 'Select a team', selected: chosen === '' },
    ...teams
      .filter(({ id, closed }) => !closed || id === present)
      .map(({ id, name, agency, closed }) => ({
        value: id,
        text: `${agency}: ${name}${closed ? ' (closed)' : ''}`,
        selected: id === chosen,
      })),
  ];
}

export interface RoleInputs {
  readonly items: readonly {
    readonly value: Role;
    readonly text: string;
    readonly hint: { readonly text: string };
    readonly checked: boolean;
  }[];
  /** Roles that they have and that only a lead takes away, in words. */
  readonly kept: string;
  readonly mayOpenCases: boolean;
  readonly from: DayInputs;
  readonly until: DayInputs;
}

/** @param roles what they have now, nothing for somebody new */
export function roleInputs(actor: Actor, form: FormState, roles: readonly Role[]): RoleInputs {
  const given = rolesToGive(actor);
  return {
    items: given.map((role) => ({
      value: role,
      text: ROLE_WORDS[role],
      hint: { text: ROLE_HINTS[role] },
      checked: form.has('roles', role),
    })),
    kept: roles
      .filter((role) => !given.includes(role))
      .map((role) => ROLE_WORDS[role].toLowerCase())
      .join(' and '),
    mayOpenCases: isLead(actor),
    from: dayInputs(form, 'signedOffFrom'),
    until: dayInputs(form, 'signedOffUntil'),
  };
}
