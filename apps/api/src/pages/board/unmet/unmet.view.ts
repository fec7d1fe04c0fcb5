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

/** The most lines of its file: years of what even a large programme could not give. */
export const MOST_IN_FILE = 5_000;

export const unmetList = (place: Place): ListTold<UnmetOrder, UnmetItem> => ({
  section: 'unmet',
  title: 'Demand not met',
  intro:
    'Each time somebody looked for a consultation and none could be given. It names no practitioner: it shows where time, people or places are short.',
  orders: ['newest'],
  filters: ['reason', 'became', ...CASE_FILTERS],
  hasPeriods: true,
  mostInFile: MOST_IN_FILE,
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
    { text: agencyWords(item) },
    { text: priorityWords(item) },
    askedCell(item, place),
    { tags: [{ text: UNMET_BECAME_WORDS[item.became], classes: BECAME_TAGS[item.became] }] },
  ],
  empty: 'Nothing has been noted as not met.',
});

export function agencyWords({ agency }: UnmetItem): string {
  return agency?.name ?? 'Not said';
}

export function priorityWords({ asked }: UnmetItem): string {
  return asked === null ? 'Not set' : PRIORITY_SHORT[asked.priority];
}

/** What is told of what was never sent. */
export function draftWords(became: UnmetBecame): string {
  return became === 'not-sent' ? 'A draft, seen by its author alone' : 'A draft, deleted since';
}

/** A draft is its author's alone, sent or not: of one that never was, nothing is told. */
function askedCell({ asked, became }: UnmetItem, place: Place): Cell {
  if (asked === null) return { text: draftWords(became) };
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
