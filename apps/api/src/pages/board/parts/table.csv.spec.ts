import { csvOf } from './table.csv.js';

describe('a table as CSV', () => {
  it('has its headings, days as year-month-day, and nothing where there is nothing', () => {
    const csv = csvOf({
      headings: ['From', 'Requests', 'Share'],
      rows: [
        [{ day: '2027-03-01' }, 12, '38%'],
        ['All, "really"', 0, null],
      ],
    });
    expect(csv).toBe('\uFEFFFrom,Requests,Share\r\n2027-03-01,12,38%\r\n"All, ""really""",0,\r\n');
  });

  it.each(['=1+1', '+441', '-2', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', (text) => {
    const [, line = ''] = csvOf({ headings: ['Agency'], rows: [[text]] }).split('\r\n');
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  });
});
