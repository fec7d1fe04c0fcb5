import { formatDay, formatPeriod, PRIORITIES } from '@case-consultation/domain';
import {
  type BoardSummary,
  type Count,
  type LeadTaskView,
  type OpenOfferItem,
  type OverdueActionItem,
  type RecordOwedItem,
  type TargetedItem,
  type WaitingCounts,
  type WaitingItem,
  type WeekItem,
  type WithLeadItem,
} from '@case-consultation/features';
import { ABOUT_WORDS, TARGET_WORDS, WITH_LEAD_WORDS } from '../../words/words.js';
import { type Place, RESTRICTED } from '../parts/cells.js';
import { type Tag } from '../parts/list.view.js';
import { RECORD_TAGS } from '../records/records.view.js';
import {
  countsOf,
  countWords,
  hrefOf,
  type Section,
  type SectionLink,
  sectionLinks,
} from '../parts/sections.js';
import { FAILURES, TASK_WORDS } from '../tasks/task-words.js';
import { weekTags } from '../this-week/this-week.view.js';
import { daysAgo, daysLate, targetWords, openFor } from '../parts/time-words.js';

export interface OverviewFacts {
  readonly summary: BoardSummary;
  readonly alerts: Count;
  readonly waiting: readonly WaitingItem[];
  readonly withLead: readonly WithLeadItem[];
  readonly offers: readonly OpenOfferItem[];
  readonly week: readonly WeekItem[];
  readonly records: readonly RecordOwedItem[];
  readonly actions: readonly OverdueActionItem[];
  readonly tasks: readonly LeadTaskView[];
}

/** One number, and where what it counts is listed; quiet when there is none. */
interface Figure {
  readonly label: string;
  readonly count: string;
  readonly href: string | null;
  readonly tone: 'red' | 'yellow' | null;
}

interface FigureRow {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** One of the most pressing of a section. */
interface Line {
  readonly text: string;
  readonly href: string;
  readonly isCode: boolean;
  readonly tags: readonly Tag[];
  /** Quiet words beside it, where there is no need for a tag. */
  readonly beside: string | null;
  readonly notes: readonly string[];
}

interface Block {
  readonly id: Section;
  readonly title: string;
  readonly count: string;
  readonly href: string;
  readonly all: string;
  readonly lines: readonly Line[];
  readonly empty: string;
}

export interface OverviewView {
  readonly today: string;
  readonly sections: readonly SectionLink[];
  readonly figures: readonly FigureRow[];
  /** How many mails or jobs did not go through; null for none. */
  readonly failures: string | null;
  /** How many things may need a lead; null for none. */
  readonly alerts: string | null;
  /** What looks for a consultant, with what only a lead can see to; and what is under way with one. */
  readonly columns: readonly (readonly Block[])[];
}

/** The whole board at a glance: the counts, and the most pressing few of each section. */
export function overviewView(facts: OverviewFacts, place: Place): OverviewView {
  const { summary } = facts;
  const block = blocksOf(summary);
  return {
    today: formatDay(place.today),
    sections: sectionLinks(summary, null),
    figures: [
      { title: 'Waiting', figures: figuresOf('waiting', summary.waiting) },
      { title: 'With the lead', figures: figuresOf('with-lead', summary.withLead) },
    ],
    failures: failuresWords(summary.failures),
    alerts: alertsWords(facts.alerts),
    columns: [
      [
        block('with-lead', 'Nothing is with the lead.', facts.withLead.map(withLeadLine(place))),
        block('waiting', 'Nothing waits.', facts.waiting.map(waitingLine(place))),
        block('offers', 'No offer is open.', facts.offers.map(offerLine(place))),
        block('tasks', 'There is no task.', facts.tasks.map(taskLine)),
      ],
      [
        block('this-week', 'Nothing is booked this week.', facts.week.map(weekLine(place))),
        block('records', 'No record is owed.', facts.records.map(recordLine)),
        block('actions', 'No action is overdue.', facts.actions.map(actionLine)),
      ],
    ],
  };
}

function figuresOf(section: 'waiting' | 'with-lead', counts: WaitingCounts): Figure[] {
  const figure = (label: string, count: Count, query: string, tone: Figure['tone'] = null): Figure => ({
    label,
    count: countWords(count),
    href: count.n === 0 ? null : `${hrefOf(section)}${query}`,
    tone: count.n === 0 ? null : tone,
  });
  return [
    ...PRIORITIES.map((priority) =>
      figure(PRIORITY_LABELS[priority], counts.byPriority[priority], `?priority=${priority}`),
    ),
    figure(TARGET_WORDS.past, counts.pastTarget, '?target=past', 'red'),
    figure(TARGET_WORDS.near, counts.nearTarget, '?target=near', 'yellow'),
    figure('All', counts.total, ''),
  ];
}

const PRIORITY_LABELS = { P1: 'Priority 1', P2: 'Priority 2', P3: 'Priority 3' } as const;

const TITLES: Readonly<Record<Section, string>> = {
  waiting: 'Waiting for a consultant',
  'with-lead': 'With the lead',
  offers: 'Offers open',
  'this-week': 'This week',
  records: 'Records owed',
  actions: 'Actions overdue',
  tasks: 'Tasks',
};

function blocksOf(summary: BoardSummary) {
  const counts = countsOf(summary);
  return (id: Section, empty: string, lines: readonly Line[]): Block => ({
    id,
    title: TITLES[id],
    count: countWords(counts[id]),
    href: hrefOf(id),
    all: counts[id].n > lines.length ? `See all ${countWords(counts[id])}` : 'See the list',
    lines,
    empty,
  });
}

interface LineFacts {
  readonly code: string;
  readonly restricted: boolean;
}

function caseLine({ code, restricted }: LineFacts, line: Partial<Line>): Line {
  return {
    text: code,
    href: `/consultations/${code}`,
    isCode: true,
    beside: null,
    notes: [],
    ...line,
    tags: [...(line.tags ?? []), ...(restricted ? [RESTRICTED] : [])],
  };
}

/** How near the target is: a tag where somebody should look, quiet words while there is time. */
function target(item: TargetedItem, { today }: Place): Pick<Line, 'tags' | 'beside'> {
  const { text, tag } = targetWords(item, today);
  return tag === null
    ? { tags: [], beside: text }
    : { tags: [{ text, classes: `govuk-tag--${tag}` }], beside: null };
}

const withLeadLine = (place: Place) => (item: WithLeadItem) =>
  caseLine(item, {
    ...target(item, place),
    notes: [inOne(PRIORITY_LABELS[item.priority], item.because && lowered(WITH_LEAD_WORDS[item.because]))],
  });

const waitingLine = (place: Place) => (item: WaitingItem) =>
  caseLine(item, {
    ...target(item, place),
    notes: [inOne(PRIORITY_LABELS[item.priority], item.agency)],
  });

const offerLine = (place: Place) => (item: OpenOfferItem) =>
  caseLine(item, {
    ...target(item, place),
    notes: [`${item.consultant.name}, ${openFor(item.openWorkingMinutes, place.dayMinutes)}`],
  });

const weekLine = (place: Place) => (item: WeekItem) =>
  caseLine(item, {
    tags: weekTags(item, place),
    notes: [item.consultant.name, formatPeriod(item.startsAt, item.endsAt, place.zone)],
  });

const recordLine = (item: RecordOwedItem) =>
  caseLine(item, {
    tags: [RECORD_TAGS[item.record]],
    notes: [`${item.consultant.name}, took place ${daysAgo(item.daysSince).toLowerCase()}`],
  });

const actionLine = (item: OverdueActionItem) =>
  caseLine(item, {
    tags: [{ text: daysLate(item.daysOverdue), classes: 'govuk-tag--red' }],
    notes: [
      inOne(item.owner?.name ?? item.agency, item.about && `about ${lowered(ABOUT_WORDS[item.about])}`),
    ],
  });

function taskLine({ kind, code }: LeadTaskView): Line {
  return {
    text: TASK_WORDS[kind].title,
    href: hrefOf('tasks'),
    isCode: false,
    tags: FAILURES.includes(kind) ? [{ text: 'Did not go through', classes: 'govuk-tag--red' }] : [],
    beside: code,
    notes: [],
  };
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function inOne(...words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(', ');
}

function failuresWords(failures: Count): string | null {
  if (failures.n === 0) return null;
  const number = failures.more ? `More than ${failures.n}` : String(failures.n);
  return `${number} ${failures.n === 1 ? 'thing' : 'things'} did not go through, so somebody may not have heard.`;
}

function alertsWords(count: Count): string | null {
  if (count.n === 0) return null;
  return count.n === 1 ? 'One thing may need you.' : `${countWords(count)} things may need you.`;
}
