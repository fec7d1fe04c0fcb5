import { type Day, formatDay } from '@case-consultation/domain';
import { type ActionView } from '@case-consultation/features';
import { ABOUT_WORDS } from '../words/words.js';
import { lowerFirst, statusOf } from '../request/actions-of.view.js';

/** One of my actions as a list shows it. */
export interface ActionItem {
  description: string;
  href: string;
  note: string;
  /** How pressing it is, or what became of it. */
  tag: { text: string; classes: string };
}

export interface ActionsView {
  groups: readonly { heading: string; items: readonly ActionItem[] }[];
}

/** My actions: what is overdue, what is due today, what is still to come, what is settled. */
export function actionsView(actions: readonly ActionView[], zone: string, today: Day): ActionsView {
  const groups: { heading: string; belongs: (action: ActionView) => boolean }[] = [
    { heading: 'Overdue', belongs: ({ status, dueOn }) => status === 'open' && dueOn < today },
    { heading: 'Due today', belongs: ({ status, dueOn }) => status === 'open' && dueOn === today },
    { heading: 'Still to come', belongs: ({ status, dueOn }) => status === 'open' && dueOn > today },
    { heading: 'Settled', belongs: ({ status }) => status !== 'open' },
  ];
  return {
    groups: groups
      .map(({ heading, belongs }) => ({
        heading,
        items: actions.filter(belongs).map((action) => itemOf(action, zone, today)),
      }))
      .filter(({ items }) => items.length > 0),
  };
}

function itemOf(action: ActionView, zone: string, today: Day): ActionItem {
  const { id, description, code, about, pathway } = action;
  const parts = [
    dueWords(action, today),
    `About ${lowerFirst(ABOUT_WORDS[about])}.`,
    pathway && `${pathway.name}.`,
  ];
  return {
    description,
    href: `/actions/${id}`,
    note: [...parts, code].filter(Boolean).join(' '),
    tag: tagOf(action, zone, today),
  };
}

/** When it is due, in words. */
export function dueWords({ status, dueOn }: ActionView, today: Day): string {
  if (status !== 'open' || dueOn > today) return `Due on ${formatDay(dueOn)}.`;
  return dueOn === today ? 'Due today.' : `Was due on ${formatDay(dueOn)}.`;
}

function tagOf(action: ActionView, zone: string, today: Day): ActionItem['tag'] {
  if (action.status !== 'open') return { text: statusOf(action, zone, today), classes: 'govuk-tag--grey' };
  if (action.dueOn < today) return { text: 'Overdue', classes: 'govuk-tag--red' };
  return action.dueOn === today
    ? { text: 'Today', classes: 'govuk-tag--yellow' }
    : { text: 'Open', classes: 'govuk-tag--blue' };
}
