import { type DemandFigures, NO_FILTER } from '@case-consultation/features';
import { demandSections } from './demand.view.js';
import { dayInTable, shortDay } from '../../parts/words.js';
import { SECTION_NAMES, type SectionName } from './section.js';

const NOTHING: DemandFigures = {
  period: { first: '2027-03-01', last: '2027-03-14' },
  filter: NO_FILTER,
  today: '2027-03-17',
  weeks: ['2027-03-01', '2027-03-08'].map((monday, week) => ({
    monday,
    first: monday,
    last: ['2027-03-07', '2027-03-14'][week] ?? '',
    workingDays: 5,
    requests: 0,
    allRequests: 0,
    slotsPublished: 0,
    slotsUsed: 0,
    slotsUnused: 0,
  })),
  waitingNow: [],
  held: [null, 'P1', 'P2', 'P3'].map((priority) => ({
    priority: priority as 'P1' | null,
    held: 0,
    metTarget: 0,
    medianWait: null,
    wait80: null,
  })),
  shares: [],
  training: [],
  offers: {
    accepted: 0,
    declined: { 'time-does-not-suit': 0, 'no-room-this-week': 0, 'not-the-right-person': 0, other: 0 },
    expired: 0,
    conflict: 0,
    withdrawn: 0,
  },
  conflicts: { declared: 0, reRouted: 0 },
  notHeld: { requester: 0, consultant: 0, logistics: 0 },
  unmet: { 'no-acceptable-time': 0, abandoned: 0, 'nobody-eligible': 0, 'out-of-area': 0, 'turned-down': 0 },
  overdue: [],
  kinds: [],
  requests: { n: 0, repeats: 0 },
};

const [first, second] = NOTHING.weeks;
const SOME: DemandFigures = {
  ...NOTHING,
  weeks: [
    {
      ...(first as (typeof NOTHING.weeks)[number]),
      requests: 1,
      allRequests: 9,
      slotsPublished: 4,
      slotsUsed: 1,
      slotsUnused: 3,
    },
    {
      ...(second as (typeof NOTHING.weeks)[number]),
      workingDays: 4,
      requests: 3,
      allRequests: 3,
      slotsPublished: 4,
      slotsUsed: 4,
      slotsUnused: 0,
    },
  ],
  waitingNow: [
    { priority: 'P1', workingDaysLeft: -2, n: 1 },
    { priority: 'P3', workingDaysLeft: 2, n: 2 },
    { priority: 'P3', workingDaysLeft: 6, n: 4 },
  ],
  held: [{ priority: null, held: 8, metTarget: 3, medianWait: 1, wait80: 7 }, ...NOTHING.held.slice(1)],
  shares: [
    { consultantId: 'a', name: 'Ada', active: true, slotsPublished: 2, booked: 1 },
    { consultantId: 'b', name: 'Bea', active: false, slotsPublished: 6, booked: 0 },
  ],
  training: [
    { agency: 'Housing', requests: 3, people: 4, trained: 0, endsSoon: 0 },
    { agency: 'Health', requests: 1, people: 9, trained: 2, endsSoon: 1 },
    { agency: 'School', requests: 0, people: 2, trained: 0, endsSoon: 0 },
  ],
  offers: { ...NOTHING.offers, accepted: 1, declined: { ...NOTHING.offers.declined, other: 2 }, expired: 1 },
  conflicts: { declared: 2, reRouted: 1 },
  notHeld: { requester: 1, consultant: 1, logistics: 0 },
  unmet: { 'no-acceptable-time': 1, abandoned: 1, 'nobody-eligible': 0, 'out-of-area': 2, 'turned-down': 0 },
  overdue: [{ agency: 'Health', upToAWeek: 0, upToAMonth: 0, longer: 1 }],
  kinds: [
    { agency: 'Health', stage: 'early-help', n: 3 },
    { agency: 'Council', stage: null, n: 1 },
  ],
  requests: { n: 4, repeats: 1 },
};

function sentences(figures: DemandFigures): Record<SectionName, string> {
  return Object.fromEntries(demandSections(figures).map(({ name, sentence }) => [name, sentence])) as Record<
    SectionName,
    string
  >;
}

describe('what the figures say', () => {
  it('of nothing', () => {
    expect(sentences(NOTHING)).toEqual({
      requests: 'There was no request.',
      kinds: 'There was no request.',
      repeats: 'There was no request.',
      unmet: 'Nothing was noted as not met.',
      waiting: 'Nothing waits at this moment.',
      target: 'No consultation was held.',
      wait: 'No consultation was held.',
      slots: 'No slot was offered; 0 consultations are booked.',
      load: '0 requests came to 0 slots. In 0 of 2 weeks there were more requests than slots.',
      shares:
        '0 bookings are shared among 0 consultants of 0. Beside each share stands the share of the slots they offered.',
      training: '0 people are trained and signed off to consult today.',
      offers: 'No offer ended.',
      conflicts: 'No conflict was declared.',
      'no-shows': 'No booking came to its time.',
      overdue: 'No action is overdue.',
    });
  });

  it('of something, with how many it is of', () => {
    expect(sentences(SOME)).toEqual({
      requests:
        'There were 4 requests: 2.2 for every 5 working days. The most in one week was 3, the fewest 1.',
      kinds: 'The most came from Health (3 of 4), and the most at one stage at “Early help” (3 of 4).',
      repeats: '1 of 4 requests (25%) was about a case that had been consulted on before.',
      unmet:
        '4 times a need was not met: no time suited (1), left when no time suited (1), out of our area (2).',
      waiting: '7 requests wait at this moment: 1 past the target, 2 with 2 working days or less to it.',
      target: '3 of 8 consultations held met their target: 38%.',
      wait: 'Of 8 consultations held, half came within 1 working day of the request, and 8 in 10 within 7 working days.',
      slots: '8 slots were offered, 5 used and 3 (38%) not used.',
      load: '12 requests came to 8 slots: 150% of capacity. In 1 of 2 weeks there were more requests than slots.',
      shares:
        '1 booking is shared among 1 consultant of 2. Beside each share stands the share of the slots they offered.',
      training:
        '2 people are trained and signed off to consult today. 1 of 2 agencies that asked has nobody among them: Housing (3 requests).',
      offers: 'Of 4 offers that ended, 1 was accepted, 2 declined and 1 expired.',
      conflicts: '2 conflicts were declared, and 1 of 2 re-routed to somebody else.',
      'no-shows': '2 of 10 bookings that came to their time did not take place: 20%.',
      overdue: '1 action is overdue at this moment, 1 of them by more than 20 working days.',
    });
  });

  it.each([NOTHING, SOME])('has every section once, with lines as long as the headings', (figures) => {
    const sections = demandSections(figures);
    expect(sections.map(({ name }) => name).sort()).toEqual([...SECTION_NAMES].sort());
    for (const { name, table, chart, counted } of sections) {
      for (const row of table.rows) expect([name, row.length]).toEqual([name, table.headings.length]);
      expect(chart ?? '').not.toMatch(/NaN|undefined|Infinity/);
      expect(counted).toMatch(/\.$/);
    }
    const ids = sections.flatMap(({ chart }) =>
      [...(chart ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names a day in short', () => {
    expect(shortDay('2027-09-05')).toBe('5 Sep');
    expect(dayInTable('2027-09-05')).toBe('Sun 5 Sep 2027');
  });
});
