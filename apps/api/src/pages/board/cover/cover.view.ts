import {
  type AppliedCover,
  type BoardSummary,
  type CoverMoveView,
  type CoverOptionsView,
  type CoverOwed,
  type CoverPlanView,
  type Page,
} from '@case-consultation/features';
import { formatDay, formatInstant, formatPeriod } from '@case-consultation/domain';
import { dateInputOf, dayTyped } from '../../kit/date-parts.js';
import { type FormState } from '../../kit/form-state.js';
import { PRIORITY_WORDS } from '../../words/words.js';
import { RESTRICTED } from '../parts/cells.js';
import { type Tag } from '../parts/list.view.js';
import { sectionLinks, type SectionLink } from '../parts/sections.js';

/** One plan that was applied. */
interface AppliedLine {
  readonly href: string;
  readonly title: string;
  readonly note: string;
}

export interface ChooseView {
  readonly applied: readonly AppliedLine[];
  readonly olderHref: string | null;
  readonly newestHref: string | null;
  readonly sections: readonly SectionLink[];
  readonly consultants: readonly { value: string; text: string; selected: boolean }[];
  readonly from: ReturnType<typeof dateInputOf>;
  readonly until: ReturnType<typeof dateInputOf>;
}

export function chooseView(
  summary: BoardSummary,
  consultants: readonly { id: string; name: string }[],
  { items, more, isOlder, zone }: Page<AppliedCover> & { isOlder: boolean; zone: string },
  form: FormState,
): ChooseView {
  const last = items.at(-1);
  const chosen = form.text('consultantId');
  return {
    applied: items.map((plan) => appliedLine(plan, zone)),
    olderHref: more && last ? `/board/cover?before=${last.at.getTime()}-${last.id}` : null,
    newestHref: isOlder ? '/board/cover' : null,
    sections: sectionLinks(summary, 'cover'),
    consultants: [
      { value: '', text: 'Select a person', selected: chosen === '' },
      ...consultants.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen })),
    ],
    from: dateInputOf(form, 'from'),
    until: dateInputOf(form, 'until'),
  };
}

function appliedLine(plan: AppliedCover, zone: string): AppliedLine {
  const { id, consultant, from, until, at, by, moved, toLead, stayed } = plan;
  const parts: [number, string, string][] = [
    [moved, 'went to somebody else', 'went to others'],
    [toLead, 'came to the lead', 'came to the lead'],
    [stayed, 'stayed as it was', 'stayed as they were'],
  ];
  const told = parts.filter(([n]) => n > 0).map(([n, one, several]) => `${n} ${n === 1 ? one : several}`);
  return {
    href: `/board/cover/plan/${id}`,
    title: `${consultant.name}, away ${daysWords(from, until)}`,
    note: `Applied by ${by.name}, ${formatInstant(at, zone)}. ${told.length === 0 ? 'Nothing was booked' : told.join(', ')}.`,
  };
}

export interface MoveCard {
  readonly code: string;
  readonly href: string;
  readonly changeHref: string | null;
  readonly tags: readonly Tag[];
  readonly about: string;
  readonly now: string;
  readonly then: string;
  readonly why: readonly string[];
  readonly others: readonly string[];
}

/** What they leave behind of one consultation. */
interface OwedLine {
  readonly code: string;
  readonly href: string;
  readonly text: string;
}

export interface PlanView {
  readonly id: string;
  readonly heading: string;
  readonly name: string;
  readonly days: string;
  readonly whatIf: boolean;
  readonly applied: string | null;
  readonly appliedBy: string | null;
  readonly recordedAway: boolean;
  /** The plan that this one was changed into. */
  readonly newerHref: string | null;
  readonly summary: string;
  readonly changed: readonly string[];
  readonly cards: readonly MoveCard[];
  readonly unsaid: readonly OwedLine[];
  readonly records: readonly OwedLine[];
  readonly actions: readonly OwedLine[];
  /** The same question again, for a plan of how things stand now or to be applied. */
  readonly again: readonly { name: string; value: string }[];
  readonly recordAway: boolean;
}

export function planView(plan: CoverPlanView, zone: string, form: FormState): PlanView {
  const { consultant, from, until, whatIf, applied, moves } = plan;
  const changed = moves.filter(({ changedMeanwhile }) => changedMeanwhile).map(({ code }) => code);
  const isOpen = !whatIf && applied === null && plan.newer === null;
  return {
    id: plan.id,
    heading: applied ? 'Cover is arranged' : whatIf ? 'What if they were away' : 'Cover plan',
    name: consultant.name,
    days: daysWords(from, until),
    whatIf,
    applied: applied && formatInstant(applied.at, zone),
    appliedBy: applied?.by.name ?? null,
    recordedAway: applied?.recordedAway ?? false,
    newerHref: applied === null && plan.newer !== null ? `/board/cover/plan/${plan.newer}` : null,
    summary: summaryWords(moves, applied !== null),
    changed,
    cards: moves.map((move) =>
      moveCard(move, zone, isOpen ? `/board/cover/plan/${plan.id}/${move.code}` : null),
    ),
    unsaid: plan.attendanceUnsaid.map((owed) => owedLine(owed, `/consultations/${owed.code}/attendance`)),
    records: plan.recordsOwed.map((owed) => owedLine(owed, `/consultations/${owed.code}/hand-over`)),
    actions: plan.actionsOwned.map(({ id, code, dueOn }) => ({
      code,
      href: `/actions/${id}`,
      text: `due on ${formatDay(dueOn)}`,
    })),
    again: againFields(plan),
    recordAway: form.problems.length === 0 || form.has('recordAway', 'yes'),
  };
}

function owedLine({ code, heldOn, priority }: CoverOwed, href: string): OwedLine {
  return { code, href, text: `${formatDay(heldOn)}. ${PRIORITY_WORDS[priority]}.` };
}

export function daysWords(from: string, until: string | null): string {
  if (until === null) return `from ${formatDay(from)}, until further notice`;
  return from === until ? `on ${formatDay(from)}` : `from ${formatDay(from)} to ${formatDay(until)}`;
}

function againFields({ consultant, from, until }: CoverPlanView): { name: string; value: string }[] {
  const day = (name: string, of: string) =>
    Object.entries(dayTyped(name, of)).map(([field, value]) => ({ name: field, value: String(value) }));
  return [
    { name: 'consultantId', value: consultant.id },
    { name: 'lasts', value: until === null ? 'for-good' : 'until' },
    ...day('from', from),
    ...(until === null ? [] : day('until', until)),
  ];
}

/** What becomes of one move, and of several, in the order in which the summary tells it: as planned, and once applied. */
const FATE_WORDS = [
  {
    fate: 'kept',
    planned: ['keeps its time', 'keep their time'],
    applied: ['kept its time', 'kept their time'],
  },
  {
    fate: 'in-time',
    planned: ['moves to another time within its target', 'move to another time within their targets'],
    applied: ['moved to another time within its target', 'moved to another time within their targets'],
  },
  {
    fate: 'late',
    planned: ['moves to a time after its target', 'move to a time after their targets'],
    applied: ['moved to a time after its target', 'moved to a time after their targets'],
  },
  {
    fate: 'to-lead',
    planned: ['comes to the lead', 'come to the lead'],
    applied: ['came to the lead', 'came to the lead'],
  },
  {
    fate: 'left',
    planned: ['stays as it is', 'stay as they are'],
    applied: ['stayed as it was', 'stayed as they were'],
  },
] as const;

function fateOf({ fate, keepsTime, late }: CoverMoveView): (typeof FATE_WORDS)[number]['fate'] {
  if (fate !== 'moved') return fate;
  return keepsTime ? 'kept' : late ? 'late' : 'in-time';
}

/** “2 bookings and 1 offer: 2 keep their time, 1 moves to another time.” Of a plan that was applied, what it did. */
function summaryWords(moves: readonly CoverMoveView[], applied: boolean): string {
  if (moves.length === 0) {
    return `Nothing ${applied ? 'was' : 'is'} booked with them, or on offer to them, in that time.`;
  }
  const offers = moves.filter(({ kind }) => kind === 'tentative').length;
  const bookings = moves.length - offers;
  const things = [
    ...(bookings > 0 ? [`${bookings} ${bookings === 1 ? 'booking' : 'bookings'}`] : []),
    ...(offers > 0 ? [`${offers} ${offers === 1 ? 'offer' : 'offers'}`] : []),
  ];
  const told = FATE_WORDS.flatMap(({ fate, ...words }) => {
    const count = moves.filter((move) => fateOf(move) === fate).length;
    const [one, several] = applied ? words.applied : words.planned;
    return count > 0 ? [`${count} ${count === 1 ? one : several}`] : [];
  });
  return `${things.join(' and ')}: ${told.join(', ')}.`;
}

const FATE_TAGS: Readonly<Record<'kept' | 'moved' | 'to-lead' | 'left', Tag>> = {
  kept: { text: 'Keeps its time', classes: 'govuk-tag--green' },
  moved: { text: 'Moves', classes: 'govuk-tag--blue' },
  'to-lead': { text: 'To the lead', classes: 'govuk-tag--purple' },
  left: { text: 'Left as it is', classes: 'govuk-tag--grey' },
};

export function moveCard(move: CoverMoveView, zone: string, changeHref: string | null): MoveCard {
  const { code, kind, priority, agency, from, to, fate, explained, late, restricted } = move;
  const when = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string =>
    formatPeriod(startsAt, endsAt, zone);
  return {
    code,
    href: `/consultations/${code}`,
    changeHref: move.changedMeanwhile ? null : changeHref,
    tags: [
      FATE_TAGS[move.keepsTime ? 'kept' : fate],
      ...(late && fate === 'moved' ? [{ text: 'After its target', classes: 'govuk-tag--red' }] : []),
      ...(restricted ? [RESTRICTED] : []),
      ...(move.changedMeanwhile ? [{ text: 'Changed meanwhile', classes: 'govuk-tag--orange' }] : []),
    ],
    about: [PRIORITY_WORDS[priority], agency].filter((part) => part !== null).join('. '),
    now: `${from.consultant.name}, ${when(from)}${kind === 'tentative' ? '. Asked, and not answered yet' : ''}`,
    then:
      to === null
        ? fate === 'left'
          ? 'As it is'
          : 'Nobody yet. The lead places it'
        : `${to.consultant.name}, ${when(to)}${kind === 'tentative' ? '. They are asked, and answer for themselves' : ''}`,
    ...explained,
  };
}

export interface ChangeView {
  readonly planHref: string;
  readonly heading: string;
  readonly card: MoveCard;
  readonly items: readonly { value: string; text: string; hint?: { text: string }; checked: boolean }[];
  readonly moreHref: string | null;
}

/** What else may become of one booking of a plan. @param asked how many ways are shown */
export function changeView(
  { plan, move, options, more }: CoverOptionsView,
  zone: string,
  form: FormState,
  asked: number,
): ChangeView {
  const planHref = `/board/cover/plan/${plan.id}`;
  const present = move.to && valueOf(move.to);
  const chosen = form.text('choice') || (move.fate === 'moved' ? (present ?? '') : move.fate);
  const ways = options.map((option) => ({
    value: valueOf(option),
    text: `${option.consultant.name}, ${formatPeriod(option.startsAt, option.endsAt, zone)}`,
    hint: hintOf(+option.startsAt === +move.from.startsAt, option.late),
  }));
  const rest = [
    {
      value: 'left',
      text: 'Leave it as it is',
      hint: 'It stays with whoever is away. Look after it yourself.',
    },
    {
      value: 'to-lead',
      text: 'Give up its time',
      hint: 'Everybody is told, and it comes to the lead to be placed.',
    },
  ];
  return {
    planHref,
    heading: 'What becomes of this booking?',
    card: moveCard(move, zone, null),
    items: [...ways, ...rest].map(({ value, text, hint }) => ({
      value,
      text,
      ...(hint === null ? {} : { hint: { text: hint } }),
      checked: value === chosen,
    })),
    moreHref: more ? `${planHref}/${move.code}?most=${Math.min(200, asked * 2)}` : null,
  };
}

function hintOf(keeps: boolean, late: boolean): string | null {
  const parts = [keeps ? 'Keeps its time.' : null, late ? 'After its target.' : null].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(' ');
}

function valueOf({ consultant, startsAt }: { consultant: { id: string }; startsAt: Date }): string {
  return `${consultant.id}@${startsAt.toISOString()}`;
}
