import { formatInstant } from '@case-consultation/domain';
import { type WithLeadItem, type WithLeadOrder } from '@case-consultation/features';
import { WITH_LEAD_WORDS } from '../../words/words.js';
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

/** @param consults whether this lead holds consultations, and so may take one */
export const withLeadList = (place: Place, consults: boolean): ListTold<WithLeadOrder, WithLeadItem> => ({
  section: 'with-lead',
  title: 'With the lead',
  intro: 'For each of these, find who takes it, or turn it down with a place to turn instead.',
  orders: ['target', 'longest', 'priority'],
  filters: WAITING_FILTERS,
  columns: [
    { heading: 'Consultation' },
    { heading: 'Priority', order: 'priority' },
    { heading: 'Target', order: 'target' },
    { heading: 'Why it is here', order: 'longest' },
    { heading: 'Who asks' },
    { heading: 'What you can do' },
  ],
  cells: (item) => [
    caseCell(item),
    priorityCell(item),
    targetCell(item, place),
    {
      text: item.because === null ? 'With the lead' : WITH_LEAD_WORDS[item.because],
      notes: [`Since ${formatInstant(item.since, place.zone)}`, triedWords(item.offersTried)],
    },
    { ...askerCell(item), notes: [...(askerCell(item).notes ?? []), `Wish: ${wishWords(item, place)}`] },
    {
      verbs: [
        verb('Ask a consultant', 'assign', item.code),
        ...(consults ? [verb('Take it yourself', 'take', item.code)] : []),
        verb('Turn it down', 'turn-down', item.code),
      ],
    },
  ],
  empty: 'Nothing is with the lead just now.',
});

function verb(text: string, name: string, code: string) {
  return { text, href: `/consultations/${code}/${name}`, about: `(${code})` };
}
