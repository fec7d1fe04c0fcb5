import { type Role } from '@case-consultation/domain';
import { type LocalPerson } from '@case-consultation/features';
import { choiceOf } from './people.form.js';

/** In which order kinds of people are shown, and what they are called. */
const KINDS: readonly { role: Role; title: string }[] = [
  { role: 'lead', title: 'Leads' },
  { role: 'champion', title: 'Champions' },
  { role: 'practitioner', title: 'Practitioners' },
  { role: 'administrator', title: 'Others' },
  { role: 'steering', title: 'Others' },
  { role: 'auditor', title: 'Others' },
];

interface PeopleView {
  programmes: readonly {
    name: string;
    kinds: readonly { title: string; items: readonly object[] }[];
  }[];
}

/** The people of each programme by the first of their kinds. */
export function peopleView(people: readonly LocalPerson[], chosen: string): PeopleView {
  const names = [...new Set(people.map(({ programme }) => programme.name))];
  let first = true;
  return {
    programmes: names.map((name) => ({
      name,
      kinds: [...new Set(KINDS.map(({ title }) => title))].flatMap((title) => {
        const items = people
          .filter((person) => person.programme.name === name && kindOf(person) === title)
          .map((person) => {
            const value = choiceOf(person);
            const id = first ? 'person' : `person-${person.personId}`;
            first = false;
            return { id, value, text: person.name, hint: { text: person.agency }, checked: value === chosen };
          });
        return items.length === 0 ? [] : [{ title, items }];
      }),
    })),
  };
}

function kindOf({ roles }: LocalPerson): string {
  return KINDS.find(({ role }) => roles.includes(role))?.title ?? 'Others';
}
