import { type Actor, type Day, type Priority, PRIORITIES } from '@case-consultation/domain';
import { type NamedStatement, PLANNED_ONCE, type Row } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';
import { type BoardList, type CaseFilter } from './board-list.js';
import { ACTIONS_OVERDUE } from './actions-overdue-list.js';
import { OFFERS_OPEN } from './offers-open-list.js';
import { type SortKey } from './page-place.js';
import { RECORDS_OWED } from './records-owed-list.js';
import { THIS_WEEK } from './this-week-list.js';
import { WAITING, WITH_LEAD } from './waiting-lists.js';

/** Nobody plans by the exact length of a longer list, so counting stops here: it takes no longer however much there is. */
export const MOST_COUNTED = 99;

/** How many; with `more`, more than that. */
export interface Count {
  n: number;
  more: boolean;
}

/** Of those that wait for somebody to be asked. */
export interface WaitingCounts {
  total: Count;
  byPriority: Readonly<Record<Priority, Count>>;
  pastTarget: Count;
  /** The target is today or on the next working day. */
  nearTarget: Count;
}

/** What there is to see to; never what this lead is locked out of. */
export interface BoardSummary {
  waiting: WaitingCounts;
  withLead: WaitingCounts;
  offersOpen: Count;
  thisWeek: Count;
  recordsOwed: Count;
  actionsOverdue: Count;
  /** All open tasks of the leads. */
  tasks: Count;
  /** Those of them about a mail that was refused or a job that was given up. */
  failures: Count;
}

type CountName =
  | `${'waiting' | 'withLead'}:${Priority | 'past' | 'near'}`
  | 'offersOpen'
  | 'thisWeek'
  | 'recordsOwed'
  | 'actionsOverdue'
  | 'tasks'
  | 'failures';

type Counted = Pick<BoardList<string, CaseFilter>, 'from' | 'where'>;
type Along = readonly [SortKey, ...SortKey[]];

/** The days and instants that the lists ask for. */
export interface SummaryTimes {
  week: readonly [Date, Date];
  today: Day;
  nextWorkingDay: Day;
}

/**
 * All counts in one statement, the second of these. It goes along the same indexes whatever is asked, so that it is planned
 * once: over many rows PostgreSQL would plan it anew each time, which takes longer than counting.
 */
export function summaryStatements(
  actor: Actor,
  { week, today, nextWorkingDay }: SummaryTimes,
): readonly [NamedStatement, NamedStatement] {
  const [WEEK, NEXT_WEEK, TODAY, SOON] = [
    '$3::timestamptz',
    '$4::timestamptz',
    '$5::date',
    '$6::date',
  ] as const;
  const visible = visibleTo(actor, '$2::uuid');
  // Read along an index, whatever the statistics say of the shortest way to a hundred rows.
  const rows = (from: string, where: string, along: string): string =>
    `(SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where} ORDER BY ${along} LIMIT ${MOST_COUNTED + 1}) counted)`;
  const list = ({ from, where }: Counted, [{ sql }]: Along, ...given: readonly string[]): string =>
    rows(from, `${where(...given)} AND ${visible}`, sql);
  const waiting = (name: 'waiting' | 'withLead', { from, where }: Counted): [CountName, string][] => {
    const those = (further: string): string =>
      rows(from, `${where()} AND ${further} AND ${visible}`, 'c.target_on, c.id');
    return [
      ...PRIORITIES.map((priority): [CountName, string] => [
        `${name}:${priority}`,
        those(`c.priority = '${priority}'`),
      ]),
      [`${name}:past`, those(`c.target_on < ${TODAY}`)],
      [`${name}:near`, those(`c.target_on BETWEEN ${TODAY} AND ${SOON}`)],
    ];
  };
  // Asked of one task at a time: as a join it might read every consultation. One about none is every lead's.
  const task = `t.programme_id = $1 AND t.done_at IS NULL
    AND coalesce((SELECT ${visible} FROM consultation c WHERE c.id = t.consultation_id), true)`;
  const counts: [CountName, string][] = [
    ...waiting('waiting', WAITING),
    ...waiting('withLead', WITH_LEAD),
    ['offersOpen', list(OFFERS_OPEN, OFFERS_OPEN.orders.expires)],
    ['thisWeek', list(THIS_WEEK, THIS_WEEK.orders.time, WEEK, NEXT_WEEK)],
    ['recordsOwed', list(RECORDS_OWED, RECORDS_OWED.orders.held)],
    ['actionsOverdue', list(ACTIONS_OVERDUE, ACTIONS_OVERDUE.orders.due, TODAY)],
    ['tasks', rows('lead_task t', task, 't.id')],
    [
      'failures',
      rows('lead_task t', `${task} AND t.kind IN ('message-refused', 'job-failed')`, 't.kind, t.subject_id'),
    ],
  ];
  return [
    PLANNED_ONCE,
    {
      name: 'board-summary',
      text: `SELECT ${counts.map(([name, sql]) => `${sql} AS "${name}"`).join(',\n')}`,
      values: [actor.programmeId, actor.personId, ...week, today, nextWorkingDay],
    },
  ];
}

export function summaryFrom(row: Row): BoardSummary {
  const counts = row as Record<CountName, number>;
  const count = (...names: readonly CountName[]): Count => {
    const all = names.map((name) => counts[name]).reduce((sum, n) => sum + n, 0);
    return { n: Math.min(all, MOST_COUNTED), more: all > MOST_COUNTED };
  };
  const waiting = (name: 'waiting' | 'withLead'): WaitingCounts => ({
    total: count(`${name}:P1`, `${name}:P2`, `${name}:P3`),
    byPriority: { P1: count(`${name}:P1`), P2: count(`${name}:P2`), P3: count(`${name}:P3`) },
    pastTarget: count(`${name}:past`),
    nearTarget: count(`${name}:near`),
  });
  return {
    waiting: waiting('waiting'),
    withLead: waiting('withLead'),
    offersOpen: count('offersOpen'),
    thisWeek: count('thisWeek'),
    recordsOwed: count('recordsOwed'),
    actionsOverdue: count('actionsOverdue'),
    tasks: count('tasks'),
    failures: count('failures'),
  };
}
