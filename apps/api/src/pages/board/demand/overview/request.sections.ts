import { percentWords, STAGES, type Stage, UNMET_KINDS } from '@case-consultation/domain';
import { type DemandFigures } from '@case-consultation/features';
import { STAGE_WORDS, UNMET_WORDS } from '../../../words/words.js';
import { several, shortDay } from '../../parts/words.js';
import { barsChart } from '../charts/bars.chart.js';
import { columnsChart } from '../charts/columns.chart.js';
import { type DemandSection } from './section.js';

/** Requests in each week. */
export function requestsSection({ weeks, requests }: DemandFigures): DemandSection {
  const counts = weeks.map((week) => week.requests);
  const workingDays = weeks.reduce((sum, week) => sum + week.workingDays, 0);
  const rate = workingDays === 0 ? null : ((requests.n * 5) / workingDays).toFixed(1);
  return {
    name: 'requests',
    title: 'Requests by week',
    sentence:
      requests.n === 0
        ? 'There was no request.'
        : `There ${requests.n === 1 ? 'was' : 'were'} ${several(requests.n, 'request')}${rate === null ? '' : `: ${rate} for every 5 working days`}. The most in one week was ${Math.max(...counts)}, the fewest ${Math.min(...counts)}.`,
    chart: columnsChart({
      id: 'chart-requests',
      says: 'Requests submitted in each week',
      columns: weeks.map((week) => ({ label: shortDay(week.first), values: [week.requests] })),
      series: [{ name: 'Requests', look: 'dark' }],
    }),
    table: {
      headings: ['From', 'To', 'Working days', 'Requests'],
      rows: weeks.map((week) => [{ day: week.first }, { day: week.last }, week.workingDays, week.requests]),
    },
    counted:
      'Every request, on the day on which it was submitted, whatever became of it; drafts are not counted. Weeks begin on Monday, and the first and the last may be cut short by the period. Working days leave out bank holidays and closure days.',
  };
}

/** Requests by the agency that asked and the stage of the case. */
export function kindsSection({ kinds, requests }: DemandFigures): DemandSection {
  const agencies = totals(kinds.map(({ agency, n }) => [agency, n]));
  const stages = totals(kinds.map(({ stage, n }) => [stageWords(stage), n]));
  const [agency] = agencies;
  const [stage] = stages;
  const asked = [...STAGES, null].filter((one) => kinds.some((kind) => kind.stage === one));
  return {
    name: 'kinds',
    title: 'Demand by agency and stage',
    sentence:
      agency && stage
        ? `The most came from ${agency[0]} (${agency[1]} of ${requests.n}), and the most at one stage at “${stage[0]}” (${stage[1]} of ${requests.n}).`
        : 'There was no request.',
    chart: barsChart({
      id: 'chart-kinds',
      says: 'Requests by the agency that asked',
      rows: agencies.map(([label, n]) => ({ label, values: [n] })),
      series: [{ name: 'Requests', look: 'dark' }],
      stacked: false,
    }),
    table: {
      headings: ['Stage', ...agencies.map(([name]) => name), 'All'],
      rows: [
        ...asked.map((one) => {
          const row = agencies.map(([name]) =>
            sumOf(kinds, (kind) => kind.agency === name && kind.stage === one),
          );
          return [stageWords(one), ...row, sumOf(kinds, (kind) => kind.stage === one)];
        }),
        ['All stages', ...agencies.map(([, n]) => n), requests.n],
      ],
    },
    counted:
      'The same requests as by week, by the agency that the requester named as theirs and the stage of the case when they asked.',
  };
}

/** Requests about cases that had been consulted on. */
export function repeatsSection({ requests: { n, repeats } }: DemandFigures): DemandSection {
  return {
    name: 'repeats',
    title: 'Repeat cases',
    sentence:
      n === 0
        ? 'There was no request.'
        : `${repeats} of ${several(n, 'request')} (${percentWords(repeats, n)}) ${repeats === 1 ? 'was' : 'were'} about a case that had been consulted on before.`,
    chart: null,
    table: {
      headings: ['Requests', 'How many', 'Share'],
      rows: [
        ['About a case consulted on before', repeats, percentWords(repeats, n)],
        ['About another case', n - repeats, percentWords(n - repeats, n)],
        ['All', n, percentWords(n, n)],
      ],
    },
    counted:
      'The same requests as by week. A request is a repeat when, as it was submitted, a consultation about the same case reference had been held in this programme.',
  };
}

/** Needs that found no consultation. */
export function unmetSection({ unmet }: DemandFigures): DemandSection {
  const rows = UNMET_KINDS.map((kind) => [UNMET_WORDS[kind], unmet[kind]] as const);
  const all = rows.reduce((sum, [, n]) => sum + n, 0);
  return {
    name: 'unmet',
    title: 'Demand not met',
    sentence:
      all === 0
        ? 'Nothing was noted as not met.'
        : `${all === 1 ? 'Once a need was' : `${all} times a need was`} not met: ${rows
            .filter(([, n]) => n > 0)
            .map(([words, n]) => `${words.charAt(0).toLowerCase()}${words.slice(1)} (${n})`)
            .join(', ')}.`,
    chart: barsChart({
      id: 'chart-unmet',
      says: 'Demand that was not met, by why',
      rows: rows.map(([label, n]) => ({ label, values: [n] })),
      series: [{ name: 'Times', look: 'dark' }],
      stacked: false,
    }),
    table: { headings: ['Why', 'Times'], rows: [...rows, ['All', all]] },
    list: { text: 'See each of them', part: 'unmet' },
    counted:
      '“No time suited” is counted once a day for each request when its requester says that none of the times suits; “left when no time suited” once for each draft of which that was said, when it is deleted or nobody has gone on with it for as long as a usual request may wait; “nobody who fits was free” each time a search for a consultant found none; “turned down” when a lead turns a request down, and “out of our area” when the lead says that this is why. Each on the day on which it was so. One request may be in several.',
  };
}

function stageWords(stage: Stage | null): string {
  return stage === null ? 'Not said' : STAGE_WORDS[stage];
}

function sumOf(
  kinds: DemandFigures['kinds'],
  wanted: (kind: DemandFigures['kinds'][number]) => boolean,
): number {
  return kinds.filter(wanted).reduce((sum, { n }) => sum + n, 0);
}

/** The most first; equal ones by name. */
function totals(counts: readonly (readonly [string, number])[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const [name, n] of counts) sums.set(name, (sums.get(name) ?? 0) + n);
  return [...sums].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
