import { formatDay } from '@case-consultation/domain';
import { type RecordOrder, type RecordOwedItem } from '@case-consultation/features';
import { askerCell, caseCell, type Place, priorityCell } from '../parts/cells.js';
import { ALL_FILTERS, type ListTold, type Tag } from '../parts/list.view.js';
import { daysAgo } from '../parts/time-words.js';

export const RECORD_TAGS: Readonly<Record<RecordOwedItem['record'], Tag>> = {
  none: { text: 'Not started', classes: 'govuk-tag--yellow' },
  started: { text: 'Being written', classes: 'govuk-tag--blue' },
  shared: { text: 'To be agreed', classes: 'govuk-tag--teal' },
};

export const recordsList = (_: Place): ListTold<RecordOrder, RecordOwedItem> => ({
  section: 'records',
  title: 'Records owed',
  intro:
    'These took place, and the record is not written, not shared, or not agreed by the practitioner yet.',
  orders: ['held', 'priority'],
  filters: ALL_FILTERS,
  columns: [
    { heading: 'Consultation' },
    { heading: 'Took place', order: 'held' },
    { heading: 'Consultant' },
    { heading: 'Record' },
    { heading: 'Priority', order: 'priority' },
    { heading: 'Who asked' },
  ],
  cells: (item) => [
    caseCell(item),
    { text: formatDay(item.heldOn), notes: [daysAgo(item.daysSince)] },
    { text: item.consultant.name },
    { tags: [RECORD_TAGS[item.record]] },
    priorityCell(item),
    askerCell(item),
  ],
  empty: 'No record is owed.',
});
