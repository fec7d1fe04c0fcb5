import { PRIORITIES, STAGES } from '@case-consultation/domain';
import { type BoardFilters, type BoardSummary, type DemandFigures } from '@case-consultation/features';
import { type FormState } from '../../../kit/form-state.js';
import { PRIORITY_WORDS, STAGE_WORDS } from '../../../words/words.js';
import { type Choice, type PeriodView, periodView } from '../../parts/period/period.view.js';
import { hrefOf, type SectionLink, sectionLinks } from '../../parts/sections.js';
import { type Cell } from '../../parts/table.csv.js';
import { cellWords, periodWords } from '../../parts/words.js';
import { type Markup } from '../parts/markup.js';
import { loadSection, sharesSection, slotsSection } from './capacity.sections.js';
import { type DemandAsked, queryOf } from './demand-wish.js';
import { conflictsSection, noShowsSection, offersSection, overdueSection } from './event.sections.js';
import { kindsSection, repeatsSection, requestsSection, unmetSection } from './request.sections.js';
import { type DemandSection } from './section.js';
import { tableOf, type TableCell } from './table.js';
import { trainingSection } from './training.section.js';
import { targetSection, waitingSection, waitSection } from './wait.sections.js';

/** More lines than these beside a chart are folded away until they are asked for. */
const LONG = 10;
/** More columns than these have no room beside a chart. */
const WIDE = 6;

interface ShownSection {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly chart: Markup | null;
  readonly table: Markup;
  readonly isLong: boolean;
  /** Chart and table beside one another, one below the other, or a short table alone. */
  readonly layout: 'beside' | 'below' | 'short';
  readonly counted: string;
  readonly csvHref: string;
  readonly list: { readonly text: string; readonly href: string } | null;
}

export interface DemandView {
  readonly sections: readonly SectionLink[];
  /** Which days the figures are of; null when the dates are to be put right. */
  readonly period: string | null;
  readonly only: readonly string[];
  readonly periodChoice: PeriodView;
  readonly agencies: readonly Choice[];
  readonly stages: readonly Choice[];
  readonly priorities: readonly Choice[];
  readonly groups: readonly { readonly title: string; readonly figures: readonly ShownSection[] }[];
}

/** Every section, in the order of the page. */
export function demandSections(figures: DemandFigures): DemandSection[] {
  return groupsOf(figures).flatMap(({ sections }) => sections);
}

function groupsOf(figures: DemandFigures): { title: string; sections: DemandSection[] }[] {
  return [
    {
      title: 'What is asked for',
      sections: [
        requestsSection(figures),
        kindsSection(figures),
        repeatsSection(figures),
        unmetSection(figures),
      ],
    },
    {
      title: 'How soon it comes',
      sections: [waitingSection(figures), targetSection(figures), waitSection(figures)],
    },
    {
      title: 'What there is to give',
      sections: [
        slotsSection(figures),
        loadSection(figures),
        sharesSection(figures),
        trainingSection(figures),
      ],
    },
    {
      title: 'What happens on the way',
      sections: [
        offersSection(figures),
        conflictsSection(figures),
        noShowsSection(figures),
        overdueSection(figures),
      ],
    },
  ];
}

export interface DemandTold {
  readonly summary: BoardSummary;
  readonly choices: BoardFilters;
  readonly asked: DemandAsked;
  /** Null when the dates are to be put right. */
  readonly figures: DemandFigures | null;
  readonly form: FormState;
}

/** Demand and capacity over a period: every figure with its chart, its table, and how it is counted. */
export function demandView({ summary, choices, asked, figures, form }: DemandTold): DemandView {
  const agency = choices.agencies.find(({ id }) => id === asked.agency);
  return {
    sections: sectionLinks(summary, 'demand'),
    period: figures && periodWords(figures.period),
    only: [
      ...(agency ? [agency.name] : []),
      ...(asked.stage === null ? [] : [STAGE_WORDS[asked.stage]]),
      ...(asked.priority === null ? [] : [PRIORITY_WORDS[asked.priority]]),
    ],
    periodChoice: periodView(asked, form),
    agencies: choicesOf(
      'All agencies',
      choices.agencies.map(({ id, name }) => [id, name]),
      asked.agency,
    ),
    stages: choicesOf(
      'All stages',
      STAGES.map((stage) => [stage, STAGE_WORDS[stage]]),
      asked.stage,
    ),
    priorities: choicesOf(
      'All priorities',
      PRIORITIES.map((priority) => [priority, PRIORITY_WORDS[priority]]),
      asked.priority,
    ),
    groups:
      figures === null
        ? []
        : groupsOf(figures).map(({ title, sections }) => ({
            title,
            figures: sections.map((section) => shown(section, asked)),
          })),
  };
}

function choicesOf(
  all: string,
  values: readonly (readonly [string, string])[],
  chosen: string | null,
): Choice[] {
  return [
    { value: '', text: all, selected: chosen === null },
    ...values.map(([value, text]) => ({ value, text, selected: value === chosen })),
  ];
}

function shown(section: DemandSection, asked: DemandAsked): ShownSection {
  const { name, title, sentence, chart, table, counted, list } = section;
  const { headings, rows } = table;
  const ways = headings.map((_, column): TableCell['as'] => {
    const cells = rows.map((row) => row[column]);
    if (cells.some((cell) => typeof cell === 'number' || isShare(cell))) return 'numeric';
    return cells.some((cell) => typeof cell === 'object' && cell !== null) ? 'day' : 'text';
  });
  const as = (column: number): TableCell['as'] => ways[column] ?? 'text';
  return {
    name,
    title,
    sentence,
    chart,
    counted,
    table: tableOf(
      title,
      headings.map((text, column) => ({ text, as: as(column) })),
      rows.map((row) => row.map((cell, column) => ({ text: cellWords(cell), as: as(column) }))),
    ),
    isLong: chart !== null && rows.length > LONG,
    layout: headings.length > WIDE ? 'below' : chart === null ? 'short' : 'beside',
    csvHref: `/board/demand/${name}.csv?${queryOf(asked)}`,
    list: list ? { text: list.text, href: `${hrefOf(list.part)}?${queryOf(asked)}` } : null,
  };
}

function isShare(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && cell.endsWith('%');
}
