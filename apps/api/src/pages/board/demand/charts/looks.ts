import { element, type Markup, words } from '../parts/markup.js';

/** How what a series stands for is told apart: by how dark it is and by a pattern, so that print without colour will do. */
export type Look = 'dark' | 'hatched' | 'light';

export const INK = '#0b0c0c';
export const QUIET = '#484949';
export const RULE = '#cecece';
const DARK = '#12436d';
const LIGHT = '#b8c6d1';

/** Size of the letters and of a line of them, in units of a chart that is `WIDTH` wide. */
export const LETTERS = 14;
export const LINE = 18;
/** Narrow, so that on a phone the letters stay large enough to read. */
export const WIDTH = 440;

/** The pattern that a chart's hatched parts are filled with. @param chart the id of the chart: an id is there once on a page */
export function hatching(chart: string): Markup {
  return element(
    'defs',
    {},
    element(
      'pattern',
      {
        id: `${chart}-hatching`,
        width: 6,
        height: 6,
        patternUnits: 'userSpaceOnUse',
        patternTransform: 'rotate(45)',
      },
      element('rect', { width: 6, height: 6, fill: '#ffffff' }),
      element('rect', { width: 2, height: 6, fill: DARK }),
    ),
  );
}

export function filled(chart: string, look: Look): { fill: string; stroke: string | null } {
  switch (look) {
    case 'dark':
      return { fill: DARK, stroke: null };
    case 'hatched':
      return { fill: `url(#${chart}-hatching)`, stroke: DARK };
    case 'light':
      return { fill: LIGHT, stroke: DARK };
  }
}

/** About how wide words are: on average a little more than half as wide as high. */
export function widthOf(text: string): number {
  return text.length * LETTERS * 0.54;
}

export function text(
  at: { x: number; y: number; anchor?: 'start' | 'middle' | 'end'; quiet?: boolean; bold?: boolean },
  says: string,
): Markup {
  return element(
    'text',
    {
      x: at.x,
      y: at.y,
      'text-anchor': at.anchor ?? 'start',
      'font-size': LETTERS,
      'font-weight': at.bold ? 'bold' : null,
      fill: at.quiet ? QUIET : INK,
    },
    words(says),
  );
}

/** What is drawn with a stroke, in its key. */
const STROKES = {
  line: { d: 'm0 9h14', width: 3 },
  range: { d: 'm4 2h6m-6 14h6m-3 -14v14', width: 1.5 },
} as const;

export interface Key {
  readonly name: string;
  readonly look: Look | 'line' | 'range';
}

/** What each look stands for, in as many lines as it takes. @returns how high it is, too */
export function keysOf(chart: string, keys: readonly Key[]): { svg: Markup[]; height: number } {
  const svg: Markup[] = [];
  let [x, y] = [0, 0];
  for (const { name, look } of keys) {
    const width = 20 + widthOf(name) + 16;
    if (x > 0 && x + width > WIDTH) [x, y] = [0, y + LINE + 4];
    svg.push(
      look === 'line' || look === 'range'
        ? element('path', {
            d: `M${x} ${y}${STROKES[look].d}`,
            stroke: INK,
            'stroke-width': STROKES[look].width,
            fill: 'none',
          })
        : element('rect', { x: x + 0.5, y: y + 2.5, width: 13, height: 13, ...filled(chart, look) }),
      text({ x: x + 20, y: y + 14 }, name),
    );
    x += width;
  }
  return { svg, height: y + LINE + 8 };
}

/** The whole picture. @param says what it is, for whoever does not see it: the figures are in the table beside it */
export function picture(chart: string, height: number, says: string, parts: readonly Markup[]): Markup {
  return element(
    'svg',
    {
      class: 'app-chart',
      viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`,
      role: 'img',
      'aria-label': says,
      focusable: 'false',
      'font-family': 'inherit',
    },
    hatching(chart),
    ...parts,
  );
}
