import { formatInstant, type UnmetBecame } from '@case-consultation/domain';
import { type UnmetItem, type UnmetOrder } from '@case-consultation/features';
import {
  MODE_WORDS,
  PRIORITY_SHORT,
  STAGE_WORDS,
  UNMET_BECAME_WORDS,
  UNMET_WORDS,
} from '../../words/words.js';
import { type Place, RESTRICTED, wishWords } from '../parts/cells.js';
import { CASE_FILTERS, type Cell, type ListTold } from '../parts/list.view.js';

/** The colour of what became of it; the words say it too. */
const BECAME_TAGS: Readonly<Record<UnmetBecame, string>> = {
  held: 'govuk-tag--green',
  booked: 'govuk-tag--green',
  open: 'govuk-tag--yellow',
  'not-sent': 'govuk-tag--grey',
  ended: 'govuk-tag--grey',
};

export const unmetList = (place: Place): ListTold<UnmetOrder, UnmetItem> => ({
  section: 'unmet',
  title: 'Demand not met',
  intro:
    'Each time somebody looked for a consultation and none could be given. It names no practitioner: it shows where time, people or places are short.',
  orders: ['newest'],
  filters: ['reason', 'became', ...CASE_FILTERS],
  columns: [
    { heading: 'When', order: 'newest', latestFirst: true },
    { heading: 'Why' },
    { heading: 'Agency' },
    { heading: 'Priority' },
    { heading: 'What was asked for' },
    { heading: 'Since then' },
  ],
  cells: (item) => [
    { text: formatInstant(item.at, place.zone) },
    { text: UNMET_WORDS[item.kind] },
    { text: item.agency?.name ?? 'Not said' },
    { text: item.asked === null ? 'Not set' : PRIORITY_SHORT[item.asked.priority] },
    askedCell(item, place),
    { tags: [{ text: UNMET_BECAME_WORDS[item.became], classes: BECAME_TAGS[item.became] }] },
  ],
  empty: 'Nothing has been noted as not met.',
});

/** A draft is its author's alone, sent or not: of one that never was, nothing is told. */
function askedCell({ asked, became }: UnmetItem, place: Place): Cell {
  if (asked === null) {
    return { text: became === 'not-sent' ? 'A draft, seen by its author alone' : 'A draft, deleted since' };
  }
  const { code, restricted, mode, stage } = asked;
  return {
    link: { text: code, href: `/consultations/${code}`, isCode: true },
    tags: restricted ? [RESTRICTED] : [],
    notes: [
      MODE_WORDS[mode],
      ...(stage === null ? [] : [STAGE_WORDS[stage]]),
      `Time: ${wishWords(asked, place)}`,
    ],
  };
}
