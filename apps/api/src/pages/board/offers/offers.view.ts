import { formatInstant, formatPeriod } from '@case-consultation/domain';
import { type OfferOrder, type OpenOfferItem } from '@case-consultation/features';
import { askerCell, caseCell, type Place, targetCell } from '../parts/cells.js';
import { ALL_FILTERS, type ListTold } from '../parts/list.view.js';
import { workingTime } from '../parts/time-words.js';

export const offersList = (place: Place): ListTold<OfferOrder, OpenOfferItem> => ({
  section: 'offers',
  title: 'Offers open',
  intro:
    'A consultant has been asked and has not answered yet. If they do not answer in time, somebody else is asked.',
  orders: ['expires', 'longest', 'starts'],
  filters: ALL_FILTERS,
  columns: [
    { heading: 'Consultation' },
    { heading: 'Who was asked' },
    { heading: 'For when', order: 'starts' },
    { heading: 'Open for', order: 'longest' },
    { heading: 'Answer by', order: 'expires' },
    { heading: 'Target' },
    { heading: 'Who asks' },
  ],
  cells: (item) => [
    caseCell(item),
    { text: item.consultant.name },
    { text: formatPeriod(item.startsAt, item.endsAt, place.zone) },
    {
      text: item.openWorkingMinutes < 1 ? 'Just now' : workingTime(item.openWorkingMinutes, place.dayMinutes),
      notes: [item.remindedAt === null ? 'Not reminded yet' : 'Reminded'],
    },
    { text: formatInstant(item.expiresAt, place.zone) },
    targetCell(item, place),
    askerCell(item),
  ],
  empty: 'No offer is open just now.',
});
