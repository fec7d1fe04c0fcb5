import fc from 'fast-check';
import { addDays, dayFromNumber, dayNumber, weekdayOf } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { refusalOf } from '../refusal.js';
import { type HoursOfWeek } from './availability.js';
import { anAvailability } from './availability.builder.js';
import { type WeeklyHours } from './consultant-time.js';
import { freeSlots } from './free-slots.js';
import { changesAhead, changeWeeklyHours, hoursOn, replaceHours } from './weekly-hours.js';

const TODAY = '2027-03-02';
const RULES = { today: TODAY, sessionMinutes: 60 };
const TENS = { weekday: 2, startMinute: 600, endMinute: 720 };
const hour = (weekday: number, from: number, to: number) => ({
  weekday,
  startMinute: from * 60,
  endMinute: to * 60,
});

describe('weekly hours from a day on', () => {
  const before: WeeklyHours[] = [{ ...TENS, effectiveFrom: '2026-01-01', effectiveUntil: null }];
  const present = anAvailability({ weeklyHours: before });
  const change = (hours: HoursOfWeek[], from: string, until: string | null = null) =>
    changeWeeklyHours(present, { hours, from, until }, RULES);

  it('keep what was before that day', () => {
    const { next } = change([hour(3, 9, 12)], '2027-04-01');
    expect(next.weeklyHours).toEqual([
      { ...TENS, effectiveFrom: '2026-01-01', effectiveUntil: '2027-03-31' },
      { ...hour(3, 9, 12), effectiveFrom: '2027-04-01', effectiveUntil: null },
    ]);
    expect(changesAhead(next.weeklyHours, TODAY)).toEqual(['2027-04-01']);
  });

  it('come back after the last day, when there is one', () => {
    const { next } = change([], '2027-04-01', '2027-04-30');
    expect(hoursOn(next.weeklyHours, '2027-03-31')).toEqual([TENS]);
    expect(hoursOn(next.weeklyHours, '2027-04-15')).toEqual([]);
    expect(hoursOn(next.weeklyHours, '2027-05-01')).toEqual([TENS]);
  });

  it('are one row again when they are as they were', () => {
    const { next } = change([], '2027-04-01', '2027-04-30');
    const again = changeWeeklyHours(next, { hours: [TENS], from: '2027-04-01', until: '2027-04-30' }, RULES);
    expect(again.next.weeklyHours).toEqual(before);
    expect(change([TENS], '2027-04-01').change).toBeNull();
  });

  it.each<[string, HoursOfWeek[], string, string | null, string]>([
    ['a day that is over', [TENS], '2027-03-01', null, 'from'],
    ['a day beyond a year', [TENS], '2028-06-01', null, 'from'],
    ['an end before the start', [TENS], '2027-04-02', '2027-04-01', 'until'],
    ['an end far away', [TENS], '2027-04-02', '2031-04-01', 'until'],
    ['no weekday', [hour(8, 9, 12)], TODAY, null, 'hours/0'],
    ['a time beyond midnight', [hour(1, 9, 25)], TODAY, null, 'hours/0'],
    ['half a minute', [{ ...TENS, startMinute: 600.5 }], TODAY, null, 'hours/0'],
    ['backwards', [hour(1, 12, 9)], TODAY, null, 'hours/0'],
    ['too short for a consultation', [hour(1, 9, 9.5)], TODAY, null, 'hours/0'],
    ['an overlap', [hour(1, 9, 12), hour(2, 9, 12), hour(1, 11, 14)], TODAY, null, 'hours/2'],
    ['four in a day', [hour(1, 1, 2), hour(1, 3, 4), hour(1, 5, 6), hour(1, 7, 8)], TODAY, null, 'hours/3'],
  ])('refuse %s, beside its field', (_, hours, from, until, field) => {
    expect(refusalOf(() => change(hours, from, until))).toMatchObject({ code: 'invalid-input', field });
  });

  it('name every problem at once', () => {
    const refusal = refusalOf(() => change([hour(1, 12, 9), hour(2, 9, 9.5)], '2027-03-01'));
    expect(refusal?.details?.['problems']).toMatchObject([
      { field: 'hours/0' },
      { field: 'hours/1' },
      { field: 'from' },
    ]);
  });

  it('may touch, and may end at midnight', () => {
    expect(change([hour(1, 9, 12), hour(1, 12, 14), hour(1, 23, 24)], TODAY).next.weeklyHours).toHaveLength(
      4,
    );
  });
});

describe('hours that were replaced, over the years and the clock changes', () => {
  const stretch = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      from: fc.integer({ min: 0, max: 22 }),
      length: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ weekday, from, length }) => hour(weekday, from, Math.min(24, from + length)));
  /** Disjoint within a day, as the rule asks. */
  const week = fc
    .array(stretch, { maxLength: 8 })
    .map((rows) =>
      rows.filter((row, index) =>
        rows
          .slice(0, index)
          .every(
            (other) =>
              other.weekday !== row.weekday ||
              other.endMinute < row.startMinute ||
              row.endMinute < other.startMinute,
          ),
      ),
    );
  const first = dayNumber('2027-03-15');
  // From before the clocks go forward to after they go back.
  const day = fc.integer({ min: first, max: first + 245 }).map(dayFromNumber);
  const changes = fc.array(
    fc.record({ hours: week, from: day, length: fc.option(fc.integer({ min: 0, max: 60 })) }),
    { minLength: 1, maxLength: 5 },
  );
  const untilOf = ({ from, length }: { from: string; length: number | null }) =>
    length === null ? null : addDays(from, length);

  it('are on every day what was said last for that day', () => {
    fc.assert(
      fc.property(changes, day, (made, asked) => {
        let rows: WeeklyHours[] = [];
        for (const one of made) rows = replaceHours(rows, one.hours, one.from, untilOf(one));
        const last = made.findLast((one) => one.from <= asked && (untilOf(one) ?? '9999-12-31') >= asked);
        const ofDay = (hours: readonly HoursOfWeek[]) =>
          hours
            .filter(({ weekday }) => weekday === weekdayOf(asked))
            .map(({ startMinute, endMinute }) => `${startMinute}-${endMinute}`)
            .sort();
        expect(ofDay(hoursOn(rows, asked))).toEqual(ofDay(last?.hours ?? []));
      }),
    );
  });

  it('give the old free times before the day, and the new ones from it on', () => {
    const timeOf = (weeklyHours: readonly WeeklyHours[]) => ({
      consultantId: 'ada',
      weeklyHours,
      extra: [],
      blocked: [],
      leave: [],
      busy: [],
      held: [],
      sessionMinutes: 60,
      bufferAfterMinutes: 15,
      startStepMinutes: 30,
      weeklyCap: 5,
    });
    const starts = (hours: readonly WeeklyHours[], on: string) => {
      const { start, end } = localDay('Europe/London', dayNumber(on));
      // What begins on the day; hours that go on at midnight join the next day's, so only those that end in it are compared.
      return freeSlots(timeOf(hours), { from: start, to: end - 120 }, 'Europe/London').filter(
        (at) => at + 60 <= end,
      );
    };
    const forEver = (hours: readonly HoursOfWeek[]): WeeklyHours[] =>
      hours.map((row) => ({ ...row, effectiveFrom: '2020-01-01', effectiveUntil: null }));
    fc.assert(
      fc.property(week, week, day, day, (old, fresh, from, asked) => {
        const changed = replaceHours(forEver(old), fresh, from, null);
        expect(starts(changed, asked)).toEqual(starts(forEver(asked < from ? old : fresh), asked));
      }),
    );
  });
});
