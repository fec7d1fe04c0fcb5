import { dayOf, formatDay } from '@case-consultation/domain';
import { type ActionView } from '@case-consultation/features';
import { ABOUT_WORDS, ACTION_STATUS_WORDS } from '../words/words.js';

/** An agreed action as a row of a table. */
export interface ActionRow {
  description: string;
  /** Null on paper, which leads nowhere. */
  href: string | null;
  owner: string;
  agency: string;
  about: string;
  pathway: string | null;
  due: string;
  status: string;
}

/** The actions of one consultation: open ones first, each by the day it is due. */
export function actionRows(actions: readonly ActionView[], zone: string, today: string): ActionRow[] {
  const inOrder = [...actions].sort(
    (a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || a.dueOn.localeCompare(b.dueOn),
  );
  return inOrder.map((action) => ({
    description: action.description,
    href: `/actions/${action.id}`,
    owner: action.owner.name,
    agency: action.agency,
    about: lowerFirst(ABOUT_WORDS[action.about]),
    pathway: action.pathway?.name ?? null,
    due: formatDay(action.dueOn),
    status: statusOf(action, zone, today),
  }));
}

/** Where an action stands: open, overdue, or what became of it and when. */
export function statusOf({ status, dueOn, settledAt }: ActionView, zone: string, today: string): string {
  if (status === 'open') return dueOn < today ? 'Open, overdue' : 'Open';
  const words = ACTION_STATUS_WORDS[status];
  return settledAt === null ? words : `${words}, ${formatDay(dayOf(settledAt, zone))}`;
}

export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
