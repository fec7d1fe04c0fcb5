import fc from 'fast-check';
import { PRIORITIES } from '../asking/request.js';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { firstStartToAsk, offerWindow } from './offer-window.js';

const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);
const windowOf = (madeAt: string, startsAt: string, priority: 'P1' | 'P2' | 'P3'): string[] => {
  const { remindAt, expiresAt } = offerWindow(
    new Date(madeAt),
    new Date(startsAt),
    priority,
    DEFAULT_SETTINGS,
    calendar,
  );
  return [remindAt.toISOString(), expiresAt.toISOString()].map((moment) => moment.slice(0, 16));
};
const farAhead = '2027-03-25T10:00:00Z';

describe('how long a consultant has to answer', () => {
  it.each([
    ['P1', '2027-03-01T10:00:00Z', ['2027-03-01T12:00', '2027-03-01T14:00']],
    ['P1', '2027-03-01T15:00:00Z', ['2027-03-01T17:00', '2027-03-02T11:00']],
    ['P1', '2027-03-05T16:00:00Z', ['2027-03-08T10:00', '2027-03-08T12:00']],
    ['P2', '2027-03-01T10:00:00Z', ['2027-03-01T14:00', '2027-03-02T10:00']],
    ['P3', '2027-03-01T10:00:00Z', ['2027-03-02T10:00', '2027-03-03T10:00']],
  ] as const)('%s, offered at %s', (priority, madeAt, window) => {
    expect(windowOf(madeAt, farAhead, priority)).toEqual(window);
  });

  it('counts over a bank holiday and the change of the clock by the wall', () => {
    // Thursday 25 March 2027, 4:00pm; Good Friday, the weekend with the clock change and Easter Monday do not count.
    expect(windowOf('2027-03-25T16:00:00Z', '2027-04-20T10:00:00Z', 'P1')).toEqual([
      '2027-03-30T09:00',
      '2027-03-30T11:00',
    ]);
  });

  it('ends an hour before the consultation itself', () => {
    expect(windowOf('2027-03-01T10:00:00Z', '2027-03-02T10:00:00Z', 'P3')[1]).toBe('2027-03-02T09:00');
  });

  it('is half of what is left, when that is less than an hour away or little more', () => {
    expect(windowOf('2027-03-01T10:00:00Z', '2027-03-01T10:40:00Z', 'P1')[1]).toBe('2027-03-01T10:20');
    expect(windowOf('2027-03-01T10:00:00Z', '2027-03-01T12:00:00Z', 'P1')[1]).toBe('2027-03-01T11:00');
  });

  it('is open, then reminds, then ends, all before the hour begins', () => {
    const from = Date.parse('2026-12-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        fc.integer({ min: 1, max: 56 * 24 * 60 }),
        fc.constantFrom(...PRIORITIES),
        (minute, ahead, priority) => {
          const madeAt = new Date(from + minute * 60_000);
          const startsAt = new Date(madeAt.getTime() + ahead * 60_000);
          const { remindAt, expiresAt } = offerWindow(madeAt, startsAt, priority, DEFAULT_SETTINGS, calendar);
          expect(madeAt < remindAt && remindAt < expiresAt && expiresAt < startsAt).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the first start at which a consultant can be asked', () => {
  it.each([
    ['in the morning', '2027-03-01T10:00:00Z', '2027-03-01T12:00'],
    ['near the end of the day', '2027-03-01T16:30:00Z', '2027-03-02T10:30'],
    ['before the day', '2027-03-02T06:00:00Z', '2027-03-02T11:00'],
    ['at a weekend', '2027-03-06T12:00:00Z', '2027-03-08T11:00'],
  ])('%s', (_when, madeAt, first) => {
    expect(firstStartToAsk(new Date(madeAt), calendar).toISOString().slice(0, 16)).toBe(first);
  });

  it('leaves a working hour in the window of every priority, and no earlier start does', () => {
    const from = Date.parse('2026-12-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        fc.constantFrom(...PRIORITIES),
        (minute, priority) => {
          const madeAt = new Date(from + minute * 60_000);
          const first = firstStartToAsk(madeAt, calendar);
          const toAnswer = (startsAt: Date): number => {
            const { expiresAt } = offerWindow(madeAt, startsAt, priority, DEFAULT_SETTINGS, calendar);
            return calendar.workingMinutesBetween(madeAt, expiresAt);
          };
          expect(toAnswer(first)).toBeGreaterThanOrEqual(60);
          expect(toAnswer(new Date(first.getTime() - 60_000))).toBeLessThan(60);
        },
      ),
    );
  });
});
