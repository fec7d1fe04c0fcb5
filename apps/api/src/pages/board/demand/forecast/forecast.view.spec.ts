import { type ForecastView } from '@case-consultation/features';
import { forecastTables } from './forecast.view.js';

const RATE = { requests: 12, weeks: 4, perWeek: 3, low: 1.55, high: 5.24 };
const GROWING: ForecastView = {
  today: '2027-03-02',
  past: [],
  demand: { kind: 'not-enough-data', rate: RATE },
  plan: {
    requestsPerWeek: 3,
    urgentPerWeek: 0.5,
    waiting: 0,
    champions: 1,
    slotsEach: 1.5,
    otherSlots: 0,
    leaveShare: 0,
    noShowShare: 0,
  },
  outlook: {
    published: 1.5,
    bookable: 1.5,
    settled: null,
    clearsIn: 0,
    slotsNeeded: 6,
    championsNeeded: 4,
    urgentReserve: 2,
  },
  calledOff: { n: 0, of: 0 },
  notHeld: { n: 0, of: 0 },
  stillToCome: 0,
  sanity: null,
  joining: [{ priority: 'P3', ahead: 4, formula: null, range: { soonest: 2, middle: null, latest: null } }],
  erlang: null,
};

describe('the tables of the forecast', () => {
  const [figures, joining, ...others] = forecastTables(GROWING);

  it('mark the figures to look at', () => {
    const notes = figures?.table.rows.map(([what, figure, , note]) => [what, figure, note]);
    expect(notes).toEqual([
      ['Requests a week', '3', null],
      ['Slots a week that can be used', '1.5', null],
      ['Forecast wait', 'Grows week by week', 'Look at this'],
      ['Backlog clears in', 'no time', null],
      ['Champions needed', '4', 'Look at this'],
      ['Urgent reserve', '2 slots a week', null],
    ]);
  });

  it('say how long somebody waits who asks now, and nothing of weeks that are not foretold', () => {
    expect(joining).toMatchObject({
      name: 'joining',
      table: { rows: [['3, usual', 4, '2 working days or more', 'longer than is published', 'no slots']] },
    });
    expect(others).toEqual([]);
  });
});
