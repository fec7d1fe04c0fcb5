import { dayOf, minuteOfDay } from '@case-consultation/domain';
import { type UnmetItem, type UnmetPage } from '@case-consultation/features';
import { MODE_WORDS, STAGE_WORDS, UNMET_BECAME_WORDS, UNMET_WORDS } from '../../words/words.js';
import { type Place, RESTRICTED, wishWords } from '../parts/cells.js';
import { type Cell, type Table } from '../parts/table.csv.js';
import { agencyWords, draftWords, priorityWords } from './unmet.view.js';

const HEADINGS = [
  'Day',
  'Time',
  'Why',
  'Agency',
  'Priority',
  'What was asked for',
  'Restricted',
  'How',
  'Stage',
  'Time asked for',
  'Since then',
];

/** What the list shows, in its order and its words; its last line says so where there is more. */
export function unmetTable({ items, next }: Pick<UnmetPage, 'items' | 'next'>, place: Place): Table {
  const cut = `Only the first ${items.length.toLocaleString('en-GB')} are in this file. Choose a shorter period, or filter the list, for the others.`;
  return {
    headings: HEADINGS,
    rows: [
      ...items.map((item) => rowOf(item, place)),
      ...(next === null ? [] : [HEADINGS.map((_, column) => (column === 0 ? cut : null))]),
    ],
  };
}

function rowOf(item: UnmetItem, place: Place): Cell[] {
  const { at, kind, became, asked } = item;
  return [
    { day: dayOf(at, place.zone) },
    clockTime(minuteOfDay(at, place.zone)),
    UNMET_WORDS[kind],
    agencyWords(item),
    priorityWords(item),
    ...(asked === null
      ? [draftWords(became), null, null, null, null]
      : [
          asked.code,
          asked.restricted ? RESTRICTED.text : null,
          MODE_WORDS[asked.mode],
          asked.stage === null ? null : STAGE_WORDS[asked.stage],
          wishWords(asked, place),
        ]),
    UNMET_BECAME_WORDS[became],
  ];
}

/** `09:05`, which a spreadsheet takes for a time. @param minute of the day, 0 to 1,439 */
function clockTime(minute: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
