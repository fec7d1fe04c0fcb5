import { dayOf, formatDay } from '@case-consultation/domain';
import { type WaitingItem, type WaitingOrder } from '@case-consultation/features';
import {
  askerCell,
  caseCell,
  type Place,
  priorityCell,
  targetCell,
  triedWords,
  wishWords,
} from '../parts/cells.js';
import { WAITING_FILTERS, type ListTold } from '../parts/list.view.js';

export const waitingList = (place: Place): ListTold<WaitingOrder, WaitingItem> => ({
  section: 'waiting',
  title: 'Waiting for a consultant',
  intro: 'Consultants who fit are being asked one after another. If nobody can take it, it comes to you.',
  orders: ['target', 'longest', 'priority'],
  filters: WAITING_FILTERS,
  columns: [
    { heading: 'Consultation' },
    { heading: 'Priority', order: 'priority' },
    { heading: 'Target', order: 'target' },
    { heading: 'Who asks' },
    { heading: 'Asked on', order: 'longest' },
    { heading: 'Time wished for' },
  ],
  cells: (item) => [
    caseCell(item),
    priorityCell(item),
    targetCell(item, place),
    askerCell(item),
    { text: formatDay(dayOf(item.submittedAt, place.zone)) },
    { text: wishWords(item, place), notes: [triedWords(item.offersTried)] },
  ],
  empty: 'Nothing waits for a consultant just now.',
});
