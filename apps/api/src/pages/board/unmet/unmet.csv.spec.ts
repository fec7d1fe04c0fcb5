import { type UnmetItem } from '@case-consultation/features';
import { csvOf } from '../parts/table.csv.js';
import { unmetTable } from './unmet.csv.js';

const PLACE = { today: '2027-07-01', zone: 'Europe/London', dayMinutes: 480 };
const SENT: UnmetItem = {
  id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
  at: new Date('2027-06-30T23:05:00Z'),
  kind: 'nobody-eligible',
  became: 'open',
  agency: { id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e71', name: '=Elmbrook police' },
  asked: {
    code: 'B-7F3K2Q',
    priority: 'P1',
    stage: null,
    mode: 'phone',
    restricted: true,
    wish: { soonest: true, preferredTimes: [] },
  },
};
const DRAFT: UnmetItem = { ...SENT, kind: 'abandoned', became: 'not-sent', agency: null, asked: null };

describe('demand not met, as a file', () => {
  it('has a line for each, by day and time of the programme’s zone', () => {
    const { headings, rows } = unmetTable({ items: [SENT], next: null }, PLACE);
    expect(rows).toHaveLength(1);
    expect(Object.fromEntries(headings.map((heading, column) => [heading, rows[0]?.[column]]))).toEqual({
      Day: { day: '2027-07-01' },
      Time: '00:05',
      Why: 'Nobody who fits was free',
      Agency: '=Elmbrook police',
      Priority: '1, most urgent',
      'What was asked for': 'B-7F3K2Q',
      Restricted: 'Restricted',
      How: 'Phone call',
      Stage: null,
      'Time asked for': 'The soonest',
      'Since then': 'Still looking',
    });
  });

  it('tells no more of a draft than its agency', () => {
    const [row] = unmetTable({ items: [DRAFT], next: null }, PLACE).rows;
    expect(row?.slice(3)).toEqual([
      'Not said',
      'Not set',
      'A draft, seen by its author alone',
      null,
      null,
      null,
      null,
      'Not sent yet',
    ]);
  });

  it('says in its last line that there is more, under as many columns', () => {
    const { headings, rows } = unmetTable({ items: [SENT, DRAFT], next: 'further' }, PLACE);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => headings.length));
    expect(rows[2]?.[0]).toMatch(/^Only the first 2 are in this file\. Choose a shorter period/);
    expect(unmetTable({ items: [], next: null }, PLACE).rows).toEqual([]);
  });

  it('makes no formula of the name of an agency', () => {
    expect(csvOf(unmetTable({ items: [SENT], next: null }, PLACE))).toContain(",'=Elmbrook police,");
  });
});
