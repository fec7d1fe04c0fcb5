import {
  type DemandForecast,
  type JoiningRange,
  RESERVE_RELEASED,
  type SanityLine,
  WEEKS_TO_FORECAST,
} from '@case-consultation/domain';
import {
  type BoardSummary,
  type ForecastView,
  type JoiningView,
  type PartOf,
} from '@case-consultation/features';
import { PRIORITY_SHORT } from '../../../words/words.js';
import { sectionLinks, type SectionLink } from '../../parts/sections.js';
import { type Table } from '../../parts/table.csv.js';
import { shortDay } from '../../parts/words.js';
import { columnsChart } from '../charts/columns.chart.js';
import { type Markup } from '../parts/markup.js';
import { percent, rounded, some, weeksWords, workingDays } from '../parts/figures.js';
import { type ShownRows, shownRows } from '../parts/shown-rows.js';

/** A figure, and a sentence that says what it means. */
export interface Said {
  readonly name: string;
  readonly figure: string;
  readonly sentence: string;
  /** Something is out of order. */
  readonly warns?: boolean;
}

/** A table with its heading, and a sentence that says what it shows. */
interface ToldTable {
  readonly title: string;
  readonly sentence: string;
  readonly table: Table;
}

interface ShownTable extends ShownRows {
  readonly title: string;
  readonly sentence: string;
  readonly csvHref: string;
}

export interface ForecastPageView {
  readonly sections: readonly SectionLink[];
  /** Instead of a forecast; null when there is one. */
  readonly notEnough: string | null;
  readonly figures: readonly Said[];
  readonly figuresCsvHref: string;
  readonly joining: ShownTable;
  readonly weeks: (ShownTable & { readonly chart: Markup }) | null;
}

/** The forecast as it is read. */
export function forecastPage(forecast: ForecastView, summary: BoardSummary): ForecastPageView {
  const { demand } = forecast;
  const weeks = weeksTable(forecast);
  return {
    sections: sectionLinks(summary, 'demand'),
    notEnough: demand.kind === 'forecast' ? null : notEnough(demand, forecast.past.length),
    figures: figuresOf(forecast),
    figuresCsvHref: csvHref('figures'),
    joining: shown('joining', joiningTable(forecast.joining)),
    weeks: weeks && { ...shown('weeks', weeks), chart: weeks.chart },
  };
}

/** What of the page can be had as CSV, by the name of its file. */
export function forecastTables(forecast: ForecastView): { name: TableName; table: Table }[] {
  const weeks = weeksTable(forecast);
  return [
    {
      name: 'figures',
      table: {
        headings: ['What', 'Figure', 'What it means', 'Note'],
        rows: figuresOf(forecast).map(({ name, figure, sentence, warns }) => [
          name,
          figure,
          sentence,
          warns ? 'Look at this' : null,
        ]),
      },
    },
    { name: 'joining', table: joiningTable(forecast.joining).table },
    ...(weeks ? [{ name: 'weeks' as const, table: weeks.table }] : []),
  ];
}

type TableName = 'figures' | 'joining' | 'weeks';

function csvHref(name: TableName): string {
  return `/board/demand/forecast/${name}.csv`;
}

function shown(name: TableName, { title, sentence, table }: ToldTable): ShownTable {
  return { title, sentence, ...shownRows(table), csvHref: csvHref(name) };
}

function figuresOf(forecast: ForecastView): Said[] {
  return [
    rateFigure(forecast.demand),
    slotsFigure(forecast),
    ...outlookFigures(forecast),
    ...sanity(forecast),
  ];
}

function notEnough({ rate }: DemandForecast, weeks: number): string {
  const so = `A forecast needs ${WEEKS_TO_FORECAST} whole weeks, and there ${weeks === 1 ? 'is 1' : `are ${weeks}`}.`;
  return rate.weeks === 0 ? so : `${so} What can be said without one is below.`;
}

function rateFigure(demand: DemandForecast): Said {
  const { rate } = demand;
  const name = 'Requests a week';
  if (rate.weeks === 0) {
    return { name, figure: 'Not known', sentence: 'There is no whole week to look back on yet.' };
  }
  const range = `${rounded(rate.low)} to ${rounded(rate.high)}`;
  const soFar = `${some(rate.requests, 'request')} in ${some(rate.weeks, 'week')} of 5 working days`;
  if (demand.kind === 'not-enough-data') {
    return {
      name,
      figure: rounded(rate.perWeek),
      sentence: `${soFar}. So few leave it open: in the long run it may be anything from ${range} a week.`,
    };
  }
  const { method, perWeek, error, naiveError } = demand;
  const how = {
    'as-last-week':
      'Nothing foretold the weeks better than the week before them, so this is the last week’s.',
    smoothed: `Later weeks count for more. It was ${rounded(error)} out on average; “as last week” ${rounded(naiveError)}.`,
    seasonal: `With the time of the year taken into account. It was ${rounded(error)} out on average; “as last week” ${rounded(naiveError)}.`,
  }[method];
  return {
    name,
    figure: rounded(perWeek),
    sentence: `${how} In all there were ${soFar}: ${rounded(rate.perWeek)} a week. In the long run that is most likely ${range}.`,
  };
}

function slotsFigure({ plan, calledOff, notHeld }: ForecastView): Said {
  const { champions, slotsEach, otherSlots, leaveShare, noShowShare } = plan;
  const published = champions * slotsEach + otherSlots;
  const bookable = published * (1 - leaveShare) * (1 - noShowShare);
  const ofChampions =
    champions === 0
      ? 'no champion gives any'
      : `${some(champions, 'champion')} ${champions === 1 ? 'gives' : 'give'} ${rounded(slotsEach)} each`;
  return {
    name: 'Slots a week that can be used',
    figure: rounded(bookable),
    sentence: `${some(published, 'slot')} a week ${published === 1 ? 'is' : 'are'} published over the next 8 weeks, leave taken off: ${ofChampions}, the leads ${rounded(otherSlots)}. Of booked times, ${lost(calledOff)} were called off and ${lost(notHeld)} were not held.`,
  };
}

function lost({ n, of }: PartOf): string {
  return of === 0 ? 'none' : `${percent(n / of)} (${n} of ${of})`;
}

function outlookFigures({ outlook, plan, erlang }: ForecastView): Said[] {
  if (!outlook) return [];
  const { settled, clearsIn, slotsNeeded, championsNeeded, urgentReserve } = outlook;
  const gap = championsNeeded === null ? 0 : championsNeeded - plan.champions;
  return [
    settled
      ? {
          name: 'Forecast wait',
          figure: `${percent(settled.withinAWeek)} in the week they ask`,
          sentence: `Once things have settled, people wait ${weeksWords(settled.extraDelay)} on average on top of a quiet week. In ${percent(settled.someLeft)} of weeks somebody is left over at the end${erlang === null ? '' : `; a simpler formula, which is too gloomy for booked times, would say ${percent(erlang)}`}.`,
        }
      : {
          name: 'Forecast wait',
          figure: 'Grows week by week',
          sentence: 'As many or more requests come as there are slots, so the wait does not settle.',
          warns: true,
        },
    {
      name: 'Backlog clears in',
      figure: clearsIn === null ? 'Will not clear' : weeksWords(clearsIn),
      sentence:
        plan.waiting === 0
          ? 'Nobody waits without a time just now.'
          : `${some(plan.waiting, 'request')} ${plan.waiting === 1 ? 'waits' : 'wait'} without a time${clearsIn === null ? ', and there are no slots over to work that off.' : '.'}`,
      warns: clearsIn === null,
    },
    {
      name: 'Champions needed',
      figure: championsNeeded === null ? 'Cannot be said' : String(championsNeeded),
      sentence: `${some(slotsNeeded, 'usable slot')} a week would leave somebody over in at most 1 week of 10. ${
        championsNeeded === null
          ? 'Champions publish no slots in the next 8 weeks.'
          : `At what champions give now, that takes ${championsNeeded} without the leads; there ${plan.champions === 1 ? 'is' : 'are'} ${plan.champions}.`
      }`,
      warns: gap > 0,
    },
    {
      name: 'Urgent reserve',
      figure: `${some(urgentReserve, 'slot')} a week`,
      sentence: `Kept for priority 1 (${rounded(plan.urgentPerWeek)} a week) it is enough in 19 weeks of 20. Give a kept slot to anybody ${RESERVE_RELEASED} working days ahead.`,
    },
  ];
}

function sanity({ sanity: line, stillToCome, plan }: ForecastView): Said[] {
  if (line === null) return [];
  const name = 'A check on the figures';
  const figure = `${rounded(line.expected)} weeks`;
  const law = `${stillToCome} still to be held at ${rounded(plan.requestsPerWeek)} a week means ${rounded(line.expected)} weeks from asking to the consultation.`;
  return [{ name, figure, sentence: `${law} ${measuredWords(line)}`, warns: line.apart }];
}

function measuredWords({ measured, apart }: SanityLine): string {
  if (measured === null) return 'None was held in the last 8 weeks to hold that against.';
  const said = `Those held in the last 8 weeks took ${rounded(measured)} on average.`;
  return apart
    ? `${said} The two are more than a quarter apart: demand or capacity is changing, or something is not recorded.`
    : said;
}

function joiningTable(joining: readonly JoiningView[]): ToldTable {
  const last = joining.at(-1);
  return {
    title: 'Somebody who asks now',
    sentence: last
      ? `A request of priority ${last.priority.slice(1)} that comes now waits ${rangeWords(last.range)}, in eight cases of ten.`
      : '',
    table: {
      headings: ['Priority', 'Ahead of them', 'Eight of ten wait', 'Half wait at most', 'By the formula'],
      rows: joining.map(({ priority, ahead, range, formula }) => [
        PRIORITY_SHORT[priority],
        ahead,
        rangeWords(range),
        range.middle === null ? 'longer than is published' : workingDays(range.middle),
        formula === null ? 'no slots' : workingDays(formula),
      ]),
    },
  };
}

function rangeWords({ soonest, latest }: JoiningRange): string {
  if (soonest === null) return 'longer than is published';
  if (latest === null) return `${workingDays(soonest)} or more`;
  return soonest === latest ? workingDays(soonest) : `${soonest} to ${workingDays(latest)}`;
}

/** Weeks gone by that are drawn beside those to come. */
const DRAWN_BEFORE = 10;

function weeksTable({ demand, past }: ForecastView): (ToldTable & { chart: Markup }) | null {
  if (demand.kind !== 'forecast') return null;
  const { weeks, total, scatter } = demand;
  return {
    title: 'Requests in the next 8 weeks',
    sentence: `About ${rounded(total.mean)} requests are to be expected, and in eight cases of ten ${rounded(total.low)} to ${rounded(total.high)}.${scatter > 1.5 ? ' The weeks differ more than chance alone would have them, so the ranges are wide.' : ''}`,
    chart: columnsChart({
      id: 'chart-forecast',
      says: 'Requests in the last weeks, and those expected in the next 8',
      columns: [
        ...past.slice(-DRAWN_BEFORE).map(({ monday, requests }) => ({
          label: shortDay(monday),
          values: [requests, 0],
        })),
        ...weeks.map(({ monday, mean, low, high }) => ({
          label: shortDay(monday),
          values: [0, mean],
          range: { low, high },
        })),
      ],
      series: [
        { name: 'Requests', look: 'dark' },
        { name: 'Expected', look: 'hatched' },
      ],
      ranges: 'In eight cases of ten',
    }),
    table: {
      headings: ['Week from', 'Working days', 'Expected', 'Eight of ten'],
      rows: weeks.map(({ monday, workingDays: days, mean, low, high }) => [
        { day: monday },
        days,
        rounded(mean),
        `${rounded(low)} to ${rounded(high)}`,
      ]),
    },
  };
}
