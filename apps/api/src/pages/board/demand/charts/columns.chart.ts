import { scaleBand, scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { element, type Markup } from '../parts/markup.js';
import { filled, INK, keysOf, LETTERS, type Look, picture, RULE, text, WIDTH, widthOf } from './looks.js';

export interface ColumnsChart {
  /** Once on a page. */
  readonly id: string;
  /** What it is a picture of. */
  readonly says: string;
  /** One after another in time. */
  readonly columns: readonly Column[];
  /** What is stacked in each column, from below. */
  readonly series: readonly { readonly name: string; readonly look: Look }[];
  /** Something to hold them against: one value for each column. */
  readonly line?: { readonly name: string; readonly values: readonly number[] };
  /** What the ranges of the columns say, where they have some. */
  readonly ranges?: string;
}

interface Column {
  readonly label: string;
  readonly values: readonly number[];
  /** From where to where it may well be, of what is expected. */
  readonly range?: { readonly low: number; readonly high: number };
}

const HEIGHT = 190;
/** More columns than these have no room for a number each. */
const NUMBERED = 14;

/** Counts over time as columns, stacked where there are several. */
export function columnsChart({ id, says, columns, series, line: against, ranges }: ColumnsChart): Markup {
  const keys = keysOf(id, [
    ...(series.length > 1 || against ? series : []),
    ...(against ? [{ name: against.name, look: 'line' as const }] : []),
    ...(ranges === undefined ? [] : [{ name: ranges, look: 'range' as const }]),
  ]);
  const top = (series.length > 1 || against ? keys.height : 0) + LETTERS + 4;
  const totals = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const highest = columns.map(({ range }) => range?.high ?? 0);
  const most = Math.max(1, ...totals, ...highest, ...(against?.values ?? []));
  const y = scaleLinear([0, most], [top + HEIGHT, top]).nice(4);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const left = Math.max(...ticks.map((tick) => widthOf(String(tick)))) + 8;
  const x = scaleBand(
    columns.map((_, index) => index),
    [left, WIDTH],
  ).padding(columns.length > 30 ? 0.1 : 0.25);
  const parts: Markup[] = [...keys.svg];
  for (const tick of ticks) {
    parts.push(
      element('path', {
        d: `M${left} ${tenth(y(tick))}H${WIDTH}`,
        stroke: tick === 0 ? INK : RULE,
        fill: 'none',
      }),
      text({ x: left - 6, y: y(tick) + 5, anchor: 'end', quiet: true }, String(tick)),
    );
  }
  for (const [index, { values, range }] of columns.entries()) {
    let below = 0;
    for (const [place, value] of values.entries()) {
      const look = series[place]?.look ?? 'dark';
      if (value > 0) {
        parts.push(
          element('rect', {
            x: x(index) ?? 0,
            y: y(below + value),
            width: x.bandwidth(),
            height: y(below) - y(below + value),
            ...filled(id, look),
          }),
        );
      }
      below += value;
    }
    if (range) parts.push(whisker((x(index) ?? 0) + x.bandwidth() / 2, y(range.low), y(range.high)));
    if (columns.length <= NUMBERED && !against && below > 0) {
      parts.push(
        text({ x: (x(index) ?? 0) + x.bandwidth() / 2, y: y(below) - 5, anchor: 'middle' }, String(below)),
      );
    }
  }
  if (against) parts.push(steps(against.values, x, y));
  parts.push(...labels(columns, x, top + HEIGHT));
  return picture(id, top + HEIGHT + LETTERS + 10, says, parts);
}

/** From where to where, on paper too. */
function whisker(middle: number, low: number, high: number): Markup {
  const [left, right] = [tenth(middle - 3), tenth(middle + 3)];
  return element('path', {
    d: `M${left} ${tenth(low)}H${right}M${left} ${tenth(high)}H${right}M${tenth(middle)} ${tenth(low)}V${tenth(high)}`,
    stroke: INK,
    'stroke-width': 1.5,
    fill: 'none',
  });
}

type Band = ReturnType<typeof scaleBand<number>>;

/** A line that stays level over each column. */
function steps(values: readonly number[], x: Band, y: (value: number) => number): Markup {
  const gap = x.step() - x.bandwidth();
  const ends = values.map((value, index): [number, number] => [(x(index) ?? 0) - gap / 2, y(value)]);
  const last = ends.at(-1);
  if (last) ends.push([last[0] + x.step(), last[1]]);
  const path = line().curve(curveStepAfter).digits(1)(ends);
  return element('path', { d: path, stroke: INK, 'stroke-width': 3, fill: 'none' });
}

/** As many labels as have room, from the first on. */
function labels(columns: ColumnsChart['columns'], x: Band, below: number): Markup[] {
  const widest = Math.max(...columns.map(({ label }) => widthOf(label)), 1) + 10;
  const every = Math.max(1, Math.ceil(widest / x.step()));
  return columns.flatMap(({ label }, index) => {
    const middle = (x(index) ?? 0) + x.bandwidth() / 2;
    if (index % every !== 0 || middle + widthOf(label) / 2 > WIDTH + 4) return [];
    return [text({ x: middle, y: below + LETTERS + 6, anchor: 'middle', quiet: true }, label)];
  });
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
