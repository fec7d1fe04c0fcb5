import { availabilityOf, type Outlook, type Plan, TRAINING_WEEKS } from '@case-consultation/domain';
import {
  type BoardSummary,
  type ImaginedView,
  type PlanView,
  type WhatIfView,
} from '@case-consultation/features';
import { type FormState } from '../../../kit/form-state.js';
import { sectionLinks, type SectionLink } from '../../parts/sections.js';
import { type Table } from '../../parts/table.csv.js';
import { percent, rounded, some, weeksWords } from '../parts/figures.js';
import { type ShownRows, shownRows } from '../parts/shown-rows.js';
import { WHO_ASK_PERCENT } from './what-if.form.js';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly suffix?: string;
}

interface FieldGroup {
  readonly legend: string;
  readonly fields: readonly Field[];
}

export interface WhatIfPageView extends ShownRows {
  readonly sections: readonly SectionLink[];
  readonly notEnough: boolean;
  readonly groups: readonly FieldGroup[];
  readonly queue: readonly { value: string; text: string; checked: boolean }[];
  /** It was sent with nothing in it that would be different. */
  readonly nothingImagined: boolean;
  /** What would follow, in short; null while nothing is imagined, or it makes no sense. */
  readonly short: readonly string[] | null;
  readonly csvHref: string;
}

/** These say how something else would be, and change nothing by themselves. */
const ONLY_HOW: ReadonlySet<string> = new Set(['queue', 'trainedWhoAsk']);

/** Today beside what is imagined, and the form to imagine it with. */
export function whatIfPage(whatIf: WhatIfView, summary: BoardSummary, form: FormState): WhatIfPageView {
  const isImagined = imagines(form);
  const queue = form.text('queue') === 'apart' ? 'apart' : 'together';
  return {
    sections: sectionLinks(summary, 'demand'),
    notEnough: !whatIf.enoughData,
    groups: fieldsOf(whatIf, form),
    queue: [
      { value: 'together', text: 'One queue for both', checked: queue === 'together' },
      { value: 'apart', text: 'Each its own queue', checked: queue === 'apart' },
    ],
    nothingImagined: isSent(form) && !isImagined,
    short: isImagined ? inShort(whatIf) : null,
    ...shownRows(whatIfTable(whatIf, form)),
    csvHref: csvHref(form),
  };
}

/** Today, and beside it what would follow where something is imagined. */
export function whatIfTable({ today, imagined }: WhatIfView, form: FormState): Table {
  const isImagined = imagines(form);
  const { own, apart } = imagined;
  return {
    headings: isImagined
      ? ['Figure', 'Today', 'If so', ...(apart ? ['The other borough'] : []), 'What changes']
      : ['Figure', 'Today'],
    rows: linesOf().map(({ name, of, changes }) => [
      name,
      of(today),
      ...(isImagined ? [of(own), ...(apart ? [of(apart)] : []), changes(today, own)] : []),
    ]),
  };
}

function isSent({ problems, typed }: FormState): boolean {
  return problems.length === 0 && Object.keys(typed).length > 0;
}

function imagines(form: FormState): boolean {
  return (
    isSent(form) && Object.entries(form.typed).some(([name, value]) => value !== '' && !ONLY_HOW.has(name))
  );
}

/** The table that is shown: what is to be put right imagines nothing yet. */
function csvHref(form: FormState): string {
  const file = '/board/demand/what-if/figures.csv';
  if (!imagines(form)) return file;
  const given = Object.entries(form.typed).flatMap(([name, value]) =>
    [value].flat().flatMap((one): [string, string][] => (one === '' ? [] : [[name, one]])),
  );
  return `${file}?${new URLSearchParams(given).toString()}`;
}

interface Line {
  readonly name: string;
  readonly of: (view: PlanView) => string;
  /** A sentence on what is different. */
  readonly changes: (today: PlanView, imagined: PlanView) => string;
}

function linesOf(): Line[] {
  const settled = (words: (of: NonNullable<Outlook['settled']>) => string) => {
    return ({ outlook }: PlanView): string =>
      outlook.settled === null ? 'Does not settle' : words(outlook.settled);
  };
  return [
    counted('Champions', ({ plan }) => plan.champions, 'champion'),
    counted('Slots each champion publishes a week', ({ plan }) => plan.slotsEach, 'slot'),
    counted('Requests a week', ({ plan }) => plan.requestsPerWeek, 'request'),
    counted('Slots a week that can be used', ({ outlook }) => outlook.bookable, 'slot'),
    {
      name: 'Seen in the week they ask',
      of: settled(({ withinAWeek }) => percent(withinAWeek)),
      changes: (today, imagined) =>
        settledWords(today, imagined, ({ withinAWeek }) => withinAWeek, pointsWords),
    },
    {
      name: 'Wait on top of a quiet week',
      of: settled(({ extraDelay }) => weeksWords(extraDelay)),
      changes: (today, imagined) =>
        settledWords(
          today,
          imagined,
          ({ extraDelay }) => extraDelay,
          (weeks) => changeWords(weeks, (size) => weeksWords(size), 'longer', 'shorter'),
        ),
    },
    {
      name: 'Weeks with somebody left over',
      of: settled(({ someLeft }) => percent(someLeft)),
      changes: (today, imagined) => settledWords(today, imagined, ({ someLeft }) => someLeft, pointsWords),
    },
    {
      name: 'Those waiting now are seen to in',
      of: ({ outlook }) => clearsWords(outlook),
      changes: (today, imagined) => {
        const [before, after] = [today.outlook.clearsIn, imagined.outlook.clearsIn];
        if (before === null && after === null) return 'It clears neither way.';
        if (after === null) return 'It would no longer clear.';
        if (before === null) return 'It would clear at last.';
        return changeWords(after - before, (size) => weeksWords(size), 'longer', 'sooner');
      },
    },
    counted('Usable slots needed a week', ({ outlook }) => outlook.slotsNeeded, 'slot'),
    {
      name: 'Champions needed',
      of: ({ outlook }) =>
        outlook.championsNeeded === null ? 'Cannot be said' : String(outlook.championsNeeded),
      changes: (_, { plan, outlook }) => neededWords(plan, outlook),
    },
    counted('Urgent reserve, slots a week', ({ outlook }) => outlook.urgentReserve, 'slot'),
  ];
}

function counted(name: string, value: (view: PlanView) => number, one: string): Line {
  return {
    name,
    of: (view) => rounded(value(view)),
    changes: (today, imagined) =>
      changeWords(value(imagined) - value(today), (size) => some(size, one), 'more', 'fewer', true),
  };
}

/** `2 slots more a week than today.` */
function changeWords(
  change: number,
  words: (size: number) => string,
  up: string,
  down: string,
  counts = false,
): string {
  if (Math.abs(change) < 0.05) return 'As today.';
  const size = words(Math.abs(change));
  const [first = '', ...rest] = size.split(' ');
  const way = change > 0 ? up : down;
  // “2 more slots” reads better than “2 slots more”; “3 weeks longer” does not.
  return counts
    ? `${first} ${way} ${rest.join(' ')} than today.`
    : `${sentenceCase(size)} ${way} than today.`;
}

function settledWords(
  today: PlanView,
  imagined: PlanView,
  value: (of: NonNullable<Outlook['settled']>) => number,
  words: (change: number) => string,
): string {
  const [before, after] = [today.outlook.settled, imagined.outlook.settled];
  if (!before && !after) return 'More ask than can be seen, today and then.';
  if (!after) return 'More would ask than can be seen: the wait grows week by week.';
  if (!before) return 'The wait would settle, as it does not today.';
  return words(value(after) - value(before));
}

function pointsWords(change: number): string {
  const points = Math.round(change * 100);
  if (points === 0) return 'As today.';
  return `${some(Math.abs(points), 'percentage point')} ${points > 0 ? 'more' : 'fewer'} than today.`;
}

function clearsWords({ clearsIn }: Outlook): string {
  return clearsIn === null ? 'Will not clear' : weeksWords(clearsIn);
}

function neededWords({ champions }: Plan, { championsNeeded }: Outlook): string {
  if (championsNeeded === null) return 'Champions would publish no slots.';
  const gap = championsNeeded - champions;
  if (gap <= 0) return 'There would be enough.';
  return `${some(gap, 'champion')} short of enough.`;
}

/** What would follow, in a sentence or two. */
function inShort({ today, imagined, instead }: WhatIfView): string[] {
  const { own, apart } = imagined;
  const said = [sentenceOf(today.outlook, own.outlook)];
  if (apart) said.push(`In the other borough ${seenWords(apart.outlook)}.`);
  if (instead) said.push(insteadWords(instead));
  return said;
}

function sentenceOf(today: Outlook, imagined: Outlook): string {
  if (imagined.settled === null) {
    return 'More would ask than can be seen, so the wait would grow week by week.';
  }
  if (today.settled === null) return `The wait would settle: ${seenWords(imagined)}.`;
  return `${sentenceCase(seenWords(imagined))}; today it is ${percent(today.settled.withinAWeek)}.`;
}

function seenWords({ settled }: Outlook): string {
  return settled === null
    ? 'more would ask than can be seen'
    : `${percent(settled.withinAWeek)} would be seen in the week they ask`;
}

function insteadWords({ own, apart }: ImaginedView): string {
  return apart
    ? `With a queue each, ${seenWords(own.outlook)} here, and in the other borough ${seenWords(apart.outlook)}.`
    : `With one queue for both, ${seenWords(own.outlook)}.`;
}

function fieldsOf({ today: { plan }, takes }: WhatIfView, form: FormState): FieldGroup[] {
  const field = (name: string, label: string, hint: string, suffix?: string): Field => ({
    name,
    label,
    hint,
    value: form.text(name),
    ...(suffix === undefined ? {} : { suffix }),
  });
  const each = rounded(plan.slotsEach);
  return [
    {
      legend: 'Champions and their time',
      fields: [
        field('championsMore', 'Champions more or fewer', `For example 2 or -1. Today: ${plan.champions}`),
        field('hoursEach', 'Hours a week each', `A session with its time after it takes ${takes} minutes`),
        field('slotsEach', 'Or slots a week each', `Today: ${each} on average`),
        field(
          'leaveShare',
          'Slots lost to leave and cancellations',
          `Today: ${percent(plan.leaveShare)}`,
          '%',
        ),
        field('noShowShare', 'Booked times not held', `Today: ${percent(plan.noShowShare)}`, '%'),
      ],
    },
    {
      legend: 'A training event',
      fields: [
        field('trained', 'People trained', `Those who ask do so over the next ${TRAINING_WEEKS} weeks`),
        field('trainedWhoAsk', 'How many of them ask', `${WHO_ASK_PERCENT}% unless you say`, '%'),
      ],
    },
    {
      legend: 'Another borough',
      fields: [
        field('boroughRequests', 'Its requests a week', 'Leave empty if there is none'),
        field(
          'boroughSlots',
          'Slots a week it brings',
          `Counted like yours, of which ${percent(availabilityOf(plan))} can be used`,
        ),
      ],
    },
  ];
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
