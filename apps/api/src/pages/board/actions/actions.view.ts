import { formatDay } from '@case-consultation/domain';
import { type ActionOrder, type OverdueActionItem } from '@case-consultation/features';
import { ABOUT_WORDS, STAGE_WORDS } from '../../words/words.js';
import { personCell, type Place, priorityCell, RESTRICTED } from '../parts/cells.js';
import { ALL_FILTERS, type Cell, type ListTold } from '../parts/list.view.js';
import { daysLate } from '../parts/time-words.js';

export const actionsList = (_: Place): ListTold<ActionOrder, OverdueActionItem> => ({
  section: 'actions',
  title: 'Actions overdue',
  intro: 'The day they were agreed for has passed. Their owners have been reminded by email.',
  orders: ['due'],
  filters: ALL_FILTERS,
  columns: [
    { heading: 'Action' },
    { heading: 'Was due', order: 'due' },
    { heading: 'Who does it' },
    { heading: 'Consultation' },
    { heading: 'Priority' },
    { heading: 'Consultant' },
  ],
  cells: (item) => [
    actionCell(item),
    {
      tags: [{ text: daysLate(item.daysOverdue), classes: 'govuk-tag--red' }],
      notes: [formatDay(item.dueOn)],
    },
    { text: item.owner?.name ?? item.agency, notes: item.owner === null ? [] : [item.agency] },
    {
      link: { text: item.code, href: `/consultations/${item.code}`, isCode: true },
      tags: item.restricted ? [RESTRICTED] : [],
      notes: item.stage === null ? [] : [STAGE_WORDS[item.stage]],
    },
    priorityCell(item),
    personCell(item.consultant),
  ],
  empty: 'No action is overdue.',
});

/** What it says is case text, and opens with the action; while only the outline is open to this lead, it does not. */
function actionCell({ actionId, about }: OverdueActionItem): Cell {
  if (about === null) return { text: 'Opens after your conflict check' };
  return { link: { text: `About ${lowered(ABOUT_WORDS[about])}`, href: `/actions/${actionId}` } };
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
