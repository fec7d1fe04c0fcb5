import { scaleLinear } from 'd3-scale';
import { element, type Markup } from '../parts/markup.js';
import { filled, keysOf, LINE, type Look, picture, text, WIDTH, widthOf } from './looks.js';

export interface BarsChart {
  /** Once on a page. */
  readonly id: string;
  /** What it is a picture of. */
  readonly says: string;
  readonly rows: readonly BarsRow[];
  readonly series: readonly { readonly name: string; readonly look: Look }[];
  /** One after another in one bar, or each a bar of its own. */
  readonly stacked: boolean;
  /** What a full bar is; the largest there is, unless told. */
  readonly full?: number;
}

export interface BarsRow {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** What is written after each bar, or once after a stacked one; the number itself unless told. */
  readonly says?: readonly string[];
}

const BAR = 16;
const APART = 14;

/** Counts or shares beside one another as lying bars, each with its label above it, which a phone has room for. */
export function barsChart({ id, says, rows, series, stacked, full }: BarsChart): Markup {
  const keys = series.length > 1 ? keysOf(id, series) : { svg: [], height: 0 };
  const written = rows.map((row) => textsOf(row, stacked));
  const room = Math.max(20, ...written.flat().map(widthOf)) + 10;
  const sums = rows.map(({ values }) => {
    const known = values.map((value) => value ?? 0);
    return stacked ? known.reduce((sum, value) => sum + value, 0) : Math.max(0, ...known);
  });
  const x = scaleLinear([0, full ?? Math.max(1, ...sums)], [0, WIDTH - room]);
  const parts: Markup[] = [...keys.svg];
  let top = keys.height;
  for (const [place, { label, values }] of rows.entries()) {
    parts.push(text({ x: 0, y: top + 14 }, label));
    top += LINE + 2;
    const texts = written[place] ?? [];
    let along = 0;
    for (const [index, value] of values.entries()) {
      const look = series[index]?.look ?? 'dark';
      if (value !== null && value > 0) {
        parts.push(
          element('rect', {
            x: stacked ? x(along) : 0,
            y: top,
            width: x(value),
            height: BAR,
            ...filled(id, look),
          }),
        );
      }
      along += value ?? 0;
      if (stacked) continue;
      parts.push(text({ x: x(value ?? 0) + 6, y: top + 13, bold: true }, texts[index] ?? ''));
      top += BAR + 3;
    }
    if (stacked) {
      parts.push(text({ x: x(along) + 6, y: top + 13, bold: true }, texts[0] ?? ''));
      top += BAR + 3;
    }
    top += APART - 3;
  }
  return picture(id, Math.max(1, top - APART + 2), says, parts);
}

function textsOf({ values, says }: BarsRow, stacked: boolean): readonly string[] {
  if (says) return says;
  const known = values.map((value) => value ?? 0);
  if (stacked) return [String(known.reduce((sum, value) => sum + value, 0))];
  return values.map((value) => (value === null ? 'none' : String(value)));
}
