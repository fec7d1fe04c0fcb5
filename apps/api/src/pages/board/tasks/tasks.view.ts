import { dayNumber, dayOf, formatInstant } from '@case-consultation/domain';
import { type BoardSummary, type LeadTaskView, type Page } from '@case-consultation/features';
import { type Place } from '../parts/cells.js';
import { type Tag } from '../parts/list.view.js';
import { daysAgo } from '../parts/time-words.js';
import { sectionLinks, type SectionLink } from '../parts/sections.js';
import { FAILURES, TASK_WORDS } from './task-words.js';

interface TaskRow {
  readonly id: string;
  readonly title: string;
  readonly next: string;
  readonly tag: Tag | null;
  readonly code: string | null;
  /** Where what they hold is planned anew. */
  readonly coverHref?: string;
  readonly since: string;
  readonly ago: string;
  /** Whether it may be marked as dealt with. */
  readonly mayBeDone: boolean;
}

export interface TasksView {
  readonly sections: readonly SectionLink[];
  readonly tasks: readonly TaskRow[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
}

export function tasksView(
  summary: BoardSummary,
  { items, more }: Page<LeadTaskView>,
  after: string | null,
  { zone, today }: Place,
): TasksView {
  const last = items.at(-1);
  return {
    sections: sectionLinks(summary, 'tasks'),
    tasks: items.map(({ id, kind, code, consultant, isUnsolved, createdAt }) => ({
      id,
      ...TASK_WORDS[kind],
      ...(consultant && {
        title:
          kind === 'leave-collides'
            ? `${consultant.name}’s leave meets consultations`
            : `${consultant.name} has left, and still has consultations`,
        coverHref: `/board/cover?consultant=${consultant.id}`,
      }),
      tag: FAILURES.includes(kind) ? { text: 'Did not go through', classes: 'govuk-tag--red' } : null,
      code,
      since: formatInstant(createdAt, zone),
      ago: daysAgo(dayNumber(today) - dayNumber(dayOf(createdAt, zone))),
      mayBeDone: !isUnsolved,
    })),
    nextHref: more && last ? `/board/tasks?after=${last.id}` : null,
    firstHref: after === null ? null : '/board/tasks',
  };
}
