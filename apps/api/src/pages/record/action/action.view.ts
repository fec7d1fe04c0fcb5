import {
  ABOUT,
  type About,
  addDays,
  DESCRIPTION_LIMIT,
  formatDay,
  type WorkingCalendar,
} from '@case-consultation/domain';
import {
  type PathwayView,
  type PossibleOwner,
  type PossibleOwners,
  type WhereItStands,
} from '@case-consultation/features';
import { dateInputOf } from '../../kit/date-parts.js';
import { type FormState } from '../../kit/form-state.js';
import { ABOUT_WORDS, DECISION_WORDS } from '../../words/words.js';
import { type DueChoice } from './action.form.js';

const ABOUT_HINTS: Readonly<Record<About, string>> = {
  'person-causing-harm': 'Someone speaks to them, refers them, or holds them to account.',
  survivor: 'Someone takes weight off the survivor, or adds to what already keeps them safe.',
  child: 'Someone hears, supports or protects a child.',
  system: 'Agencies change what they do: notes, plans, who tells whom.',
};

const PARTS: Readonly<Record<PossibleOwners['people'][number]['part'], string>> = {
  requester: 'asked for the consultation',
  consultant: 'the consultant',
  attendee: 'attended',
};

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
}

export interface ActionPageView {
  readonly backTo: string;
  readonly code: string;
  readonly key: string;
  readonly limit: number;
  readonly pathways: readonly {
    id: string;
    name: string;
    guidance: string;
    contact: string;
    checked: string;
    isChosen: boolean;
  }[];
  readonly noPathway: boolean;
  /** A few of their names, to say what they are. */
  readonly pathwayExamples: string;
  readonly owners: readonly Choice[];
  readonly search: string;
  /** What became of the search; null when nobody was looked for. */
  readonly searchResult: string | null;
  readonly abouts: readonly Choice[];
  readonly dues: readonly Choice[];
  readonly otherDue: boolean;
  readonly dueDate: ReturnType<typeof dateInputOf>;
}

export interface ActionFacts {
  readonly stands: WhereItStands;
  readonly pathways: readonly PathwayView[];
  readonly owners: PossibleOwners;
  readonly me: string | null;
  readonly today: string;
  readonly calendar: Pick<WorkingCalendar, 'isWorkingDay' | 'addWorkingDays'>;
  readonly key: string;
  readonly backTo: string;
}

export function actionView(facts: ActionFacts, form: FormState): ActionPageView {
  const { stands, pathways, owners, me, key, backTo } = facts;
  const chosen = form.text('pathwayId');
  return {
    backTo,
    code: stands.code,
    key,
    limit: DESCRIPTION_LIMIT,
    pathways: pathways.map(({ id, name, guidance, contact, checkedOn }) => ({
      id,
      name,
      guidance,
      contact,
      checked: formatDay(checkedOn),
      isChosen: id === chosen,
    })),
    noPathway: !pathways.some(({ id }) => id === chosen),
    pathwayExamples: pathways
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', '),
    owners: [
      ...owners.people.map(({ part, ...person }) =>
        ownerChoice(person, `${person.id === me ? 'You, ' : ''}${PARTS[part]}`, form),
      ),
      ...(owners.found ?? []).map((person) => ownerChoice(person, person.id === me ? 'You' : null, form)),
    ],
    search: form.text('search'),
    searchResult: searchResult(owners, form.text('search').trim()),
    abouts: ABOUT.map((about) => ({
      value: about,
      text: ABOUT_WORDS[about],
      hint: { text: ABOUT_HINTS[about] },
      checked: form.has('about', about),
    })),
    dues: dueDays(facts).map(({ choice, words, day }) => ({
      value: choice,
      text: `${words}: ${formatDay(day)}`,
      checked: form.has('due', choice),
    })),
    otherDue: form.has('due', 'other'),
    dueDate: dateInputOf(form, 'due'),
  };
}

function ownerChoice(
  { id, name, agency, team }: PossibleOwner,
  part: string | null,
  form: FormState,
): Choice {
  const hint = [part, agency, team].filter((word) => word !== null).join(', ');
  return {
    value: id,
    text: name,
    hint: { text: hint.charAt(0).toUpperCase() + hint.slice(1) },
    checked: form.has('ownerId', id),
  };
}

function searchResult({ found }: PossibleOwners, search: string): string | null {
  if (found === null) return null;
  if (found.length === 0)
    return `Nobody else is called “${search}”. Check the spelling, or try part of the name.`;
  return found.length === 1
    ? '1 person found. Select them above.'
    : `${found.length} people found. Select one above.`;
}

/** The suggested days, soonest first: working days, and never beyond what the list says. */
export function dueDays({ stands, today, calendar }: Pick<ActionFacts, 'stands' | 'today' | 'calendar'>): {
  choice: Exclude<DueChoice, 'other'>;
  words: string;
  day: string;
}[] {
  const inWeeks = (weeks: number) => {
    const day = addDays(today, weeks * 7);
    return calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);
  };
  const { decision } = stands;
  const before = decision && decision.on > today ? calendar.addWorkingDays(decision.on, -1) : null;
  return [
    { choice: 'one-week', words: 'In 1 week', day: inWeeks(1) },
    { choice: 'two-weeks', words: 'In 2 weeks', day: inWeeks(2) },
    { choice: 'four-weeks', words: 'In 4 weeks', day: inWeeks(4) },
    ...(before !== null && before >= today
      ? [{ choice: 'decision' as const, words: `Before the ${decisionWords(stands)}`, day: before }]
      : []),
  ];
}

function decisionWords({ decision }: WhereItStands): string {
  const kind = decision?.kind;
  return kind && kind !== 'other' ? DECISION_WORDS[kind].toLowerCase() : 'next decision';
}
