import { load } from 'cheerio';
import { element, type Markup, words } from '../parts/markup.js';
import { barsChart } from './bars.chart.js';
import { columnsChart } from './columns.chart.js';
import { WIDTH } from './looks.js';

const read = (svg: Markup) => load(svg, { xml: true });
const texts = (svg: Markup) =>
  read(svg)('text')
    .map((_, one) => read(svg)(one).text())
    .get();

/** The bars and columns: all rectangles but those of patterns and keys. */
function boxes(svg: Markup) {
  const $ = read(svg);
  return $('svg > rect')
    .map((_, one) => {
      const at = (name: string) => Number($(one).attr(name));
      return {
        x: at('x'),
        y: at('y'),
        width: at('width'),
        height: at('height'),
        fill: $(one).attr('fill') ?? '',
      };
    })
    .get();
}

const WEEKS = [
  { label: '4 Jan', values: [2, 1] },
  { label: '11 Jan', values: [0, 4] },
  { label: '18 Jan', values: [0, 0] },
];

describe('a chart', () => {
  const charts: readonly Markup[] = [
    columnsChart({
      id: 'one',
      says: 'Weeks',
      columns: WEEKS,
      series: [
        { name: 'Used', look: 'dark' },
        { name: 'Not used', look: 'hatched' },
      ],
      line: { name: 'Offered', values: [3, 4, 2] },
    }),
    barsChart({
      id: 'two',
      says: 'Agencies <b>',
      rows: [{ label: '"Law" & <order>', values: [1, 0] }],
      series: [
        { name: 'First', look: 'dark' },
        { name: 'Second', look: 'light' },
      ],
      stacked: false,
    }),
  ];

  it.each(charts.map((chart) => [chart]))(
    'is well formed, has a name, and styles nothing in itself',
    (chart) => {
      const $ = read(chart);
      expect($('svg').attr('role')).toBe('img');
      expect($('svg').attr('aria-label')).not.toBe('');
      expect($('[style], style, script, foreignObject')).toHaveLength(0);
      expect(chart).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  it('lets no words out of their place', () => {
    expect(charts[1]).not.toContain('<order>');
    expect(texts(charts[1] as Markup)).toContain('"Law" & <order>');
    expect(element('a', { b: '"<' }, words('&'))).toBe('<a b="&quot;&lt;">&amp;</a>');
  });

  it('fits its frame', () => {
    for (const chart of charts) {
      const frame = Number(read(chart)('svg').attr('viewBox')?.split(' ')[3]);
      for (const { x, y, width, height } of boxes(chart)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(WIDTH);
        expect(y + height).toBeLessThanOrEqual(frame);
      }
    }
  });
});

describe('columns', () => {
  it('are as high as what they count, one upon the other', () => {
    const chart = columnsChart({
      id: 'c',
      says: 'Weeks',
      columns: WEEKS,
      series: [
        { name: 'Used', look: 'dark' },
        { name: 'Not used', look: 'light' },
      ],
    });
    const [, , two, one, four] = boxes(chart);
    expect((two?.height ?? 0) / (one?.height ?? 1)).toBeCloseTo(2, 1);
    expect((four?.height ?? 0) / (two?.height ?? 1)).toBeCloseTo(2, 1);
    expect(one && two && one.y + one.height).toBeCloseTo(two?.y ?? 0, 0);
    // The two keys, and nothing where there is nothing.
    expect(boxes(chart)).toHaveLength(5);
    expect(texts(chart)).toEqual(expect.arrayContaining(['3', '4', '4 Jan', 'Not used']));
  });

  it('show from where to where what is expected may well be, and have room for it', () => {
    const weeks = (high: number) =>
      columnsChart({
        id: 'c',
        says: 'Weeks',
        columns: [
          { label: '4 Jan', values: [4, 0] },
          { label: '11 Jan', values: [0, 2], range: { low: 1, high } },
        ],
        series: [
          { name: 'Requests', look: 'dark' },
          { name: 'Expected', look: 'hatched' },
        ],
        ranges: 'In eight cases of ten',
      });
    const upright = (chart: string) =>
      load(chart)('path')
        .toArray()
        .flatMap(({ attribs }) => {
          const [, from, to] = /M[\d.]+ ([\d.]+)V([\d.]+)$/.exec(attribs['d'] ?? '') ?? [];
          return from === undefined ? [] : [[Number(from), Number(to)]];
        });
    const [[low = 0, high = 0] = []] = upright(weeks(3));
    const [, , requests, expected] = boxes(weeks(3));
    const perUnit = (requests?.height ?? 0) / 4;
    expect((low - high) / perUnit).toBeCloseTo(2, 1);
    expect((expected?.y ?? 0) - high).toBeCloseTo(perUnit, 0);
    const [[, top = 0] = []] = upright(weeks(9));
    expect(top).toBeGreaterThan(0);
    expect(texts(weeks(9))).toEqual(expect.arrayContaining(['In eight cases of ten', '8']));
  });

  it('can be many, and then only some have a label', () => {
    const columns = Array.from({ length: 53 }, (_, week) => ({
      label: `${(week % 28) + 1} Sep`,
      values: [week],
    }));
    const chart = columnsChart({ id: 'c', says: 'A year', columns, series: [{ name: 'n', look: 'dark' }] });
    expect(boxes(chart)).toHaveLength(52);
    const labels = texts(chart).filter((text) => text.endsWith('Sep'));
    expect(labels.length).toBeGreaterThan(4);
    expect(labels.length).toBeLessThan(10);
  });

  it('can be none or empty', () => {
    const series = [{ name: 'n', look: 'dark' as const }];
    for (const columns of [[], [{ label: '4 Jan', values: [0] }]]) {
      const chart = columnsChart({ id: 'c', says: 'Nothing', columns, series });
      expect(boxes(chart)).toEqual([]);
      expect(chart).not.toMatch(/NaN|Infinity/);
    }
  });
});

describe('bars', () => {
  it('are as long as what they count, and say it', () => {
    const chart = barsChart({
      id: 'b',
      says: 'Why',
      rows: [
        { label: 'One', values: [3] },
        { label: 'Other', values: [6] },
        { label: 'None', values: [0] },
      ],
      series: [{ name: 'n', look: 'dark' }],
      stacked: false,
    });
    const [three, six, ...others] = boxes(chart);
    expect((six?.width ?? 0) / (three?.width ?? 1)).toBeCloseTo(2, 1);
    expect(others).toEqual([]);
    expect(texts(chart)).toEqual(['One', '3', 'Other', '6', 'None', '0']);
  });

  it('stand one after another when they are stacked', () => {
    const chart = barsChart({
      id: 'b',
      says: 'Late',
      rows: [{ label: 'One', values: [1, 2, 1] }],
      series: [
        { name: 'a', look: 'dark' },
        { name: 'b', look: 'hatched' },
        { name: 'c', look: 'light' },
      ],
      stacked: true,
    });
    const bars = boxes(chart).slice(3);
    expect(bars.map(({ fill }) => fill)).toEqual(['#12436d', 'url(#b-hatching)', '#b8c6d1']);
    expect(bars[1]?.x).toBeCloseTo(bars[0]?.width ?? 0, 0);
    expect(texts(chart).at(-1)).toBe('4');
  });

  it('say "none" where there is no figure', () => {
    const chart = barsChart({
      id: 'b',
      says: 'Waits',
      rows: [{ label: 'One', values: [null] }],
      series: [{ name: 'n', look: 'dark' }],
      stacked: false,
    });
    expect(texts(chart)).toEqual(['One', 'none']);
    expect(boxes(chart)).toEqual([]);
  });
});
