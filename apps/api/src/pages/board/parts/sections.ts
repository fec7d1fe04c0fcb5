import { type BoardSummary, type Count } from '@case-consultation/features';

/** The parts of the board, in the order of its navigation; each is an address under /board. */
export const SECTIONS = [
  'waiting',
  'with-lead',
  'offers',
  'this-week',
  'records',
  'actions',
  'tasks',
] as const;
export type Section = (typeof SECTIONS)[number];

/** What each is called where there is little room. */
const SHORT: Readonly<Record<Section, string>> = {
  waiting: 'Waiting',
  'with-lead': 'With the lead',
  offers: 'Offers',
  'this-week': 'This week',
  records: 'Records',
  actions: 'Overdue',
  tasks: 'Tasks',
};

export interface SectionLink {
  readonly text: string;
  readonly href: string;
  readonly count: string | null;
  readonly active: boolean;
  /** Not a list to work through: it stands in a row of its own. */
  readonly isForPlanning: boolean;
}

/** Parts of the board that hold no list to work through. */
const FURTHER = [
  { id: 'alerts', text: 'Alerts' },
  { id: 'cover', text: 'Cover' },
  { id: 'demand', text: 'Demand' },
  { id: 'unmet', text: 'Not met' },
] as const;
export type BoardPart = Section | (typeof FURTHER)[number]['id'];

export function hrefOf(part: BoardPart): string {
  return `/board/${part}`;
}

/** The navigation between the sections with how many each holds. @param current null on the overview */
export function sectionLinks(summary: BoardSummary, current: BoardPart | null): SectionLink[] {
  const counts = countsOf(summary);
  const lists = SECTIONS.map((section) => ({
    text: SHORT[section],
    href: hrefOf(section),
    count: countWords(counts[section]),
    active: section === current,
    isForPlanning: false,
  }));
  const further = FURTHER.map(({ id, text }) => ({
    text,
    href: hrefOf(id),
    count: null,
    active: id === current,
    isForPlanning: true,
  }));
  const overview = { text: 'Overview', href: '/board', count: null, active: current === null };
  return [{ ...overview, isForPlanning: false }, ...lists, ...further];
}

export function countsOf(summary: BoardSummary): Readonly<Record<Section, Count>> {
  return {
    waiting: summary.waiting.total,
    'with-lead': summary.withLead.total,
    offers: summary.offersOpen,
    'this-week': summary.thisWeek,
    records: summary.recordsOwed,
    actions: summary.actionsOverdue,
    tasks: summary.tasks,
  };
}

/** `12`, or `99+` where counting stopped. */
export function countWords({ n, more }: Count): string {
  return more ? `${n}+` : String(n);
}
