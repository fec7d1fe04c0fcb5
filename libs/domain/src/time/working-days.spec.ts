import fc from 'fast-check';
import { bankHolidaysOf } from './bank-holidays.js';
import { addDays, dayFromNumber, weekdayOf } from './day.js';
import { makeWorkingCalendar } from './working-days.js';

const settings = {
  closureDays: [],
  zone: 'Europe/London',
  workingDay: { startMinute: 540, endMinute: 1_020 },
};
const calendar = makeWorkingCalendar(settings);
const anyDay = fc.integer({ min: 20_454, max: 22_000 }).map(dayFromNumber); // 2026 to early 2030
const anyInstant = fc
  .integer({ min: 1_767_225_600, max: 1_893_456_000 })
  .map((seconds) => new Date(seconds * 1_000));

describe('bank holidays of England and Wales', () => {
  // As published at gov.uk/bank-holidays.
  it.each([
    [2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']],
    [2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2028, ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']],
  ])('in %i, those on a weekday', (year, expected) => {
    const weekdays = [...bankHolidaysOf(year)].map(dayFromNumber).filter((day) => weekdayOf(day) <= 5);
    expect(weekdays.sort()).toEqual(expected.map((day) => `${year}-${day}`));
  });
});

describe('working days', () => {
  it.each([
    ['2026-12-17', 15, '2027-01-12'],
    ['2026-12-24', 1, '2026-12-29'],
    ['2027-03-19', 10, '2027-04-06'],
    ['2027-03-02', 0, '2027-03-02'],
    ['2027-03-06', 0, '2027-03-06'],
    ['2027-03-06', 1, '2027-03-08'],
    ['2027-12-24', 1, '2027-12-29'],
    ['2027-12-31', 1, '2028-01-04'],
    ['2027-01-04', -1, '2026-12-31'],
    ['2027-03-30', -2, '2027-03-24'],
    ['2026-12-29', -2, '2026-12-23'],
  ])('%s and %i working days is %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(day, n)).toBe(expected);
  });

  it('leaves out closure days', () => {
    const closed = makeWorkingCalendar({
      ...settings,
      closureDays: ['2026-12-29', '2026-12-30', '2026-12-31'],
    });
    expect(closed.addWorkingDays('2026-12-24', 1)).toBe('2027-01-04');
    expect(closed.isWorkingDay('2026-12-30')).toBe(false);
    expect(calendar.isWorkingDay('2026-12-30')).toBe(true);
  });

  it.each([
    ['2027-12-27', true],
    ['2027-12-25', false],
    ['2027-12-11', true],
    ['2027-12-12', false],
    ['2027-12-13', true],
    ['2027-12-14', false],
  ])(
    'on %s the council being closed is %j: weekends by themselves are left to consultants',
    (day, expected) => {
      const closed = makeWorkingCalendar({ ...settings, closureDays: ['2027-12-11', '2027-12-13'] });
      expect(closed.isClosed(day)).toBe(expected);
    },
  );

  it.each([
    ['2026-12-17', '2027-01-12', 15],
    ['2027-03-02', '2027-03-02', 0],
    ['2027-03-05', '2027-03-07', 0],
    ['2027-03-05', '2027-03-08', 1],
    ['2027-03-08', '2027-03-05', -1],
  ])('from %s to %s there are %i', (a, b, expected) => {
    expect(calendar.workingDaysBetween(a, b)).toBe(expected);
  });

  it('always lands on a working day, with exactly that many counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const later = calendar.addWorkingDays(day, n);
        expect(calendar.isWorkingDay(later)).toBe(true);
        expect(calendar.workingDaysBetween(day, later)).toBe(n);
        expect(calendar.workingDaysBetween(day, addDays(later, -1))).toBe(n - 1);
      }),
    );
  });

  it('are counted up to each day of many', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(90), (first, days) => {
        const all = Array.from({ length: days + 1 }, (_, n) => addDays(first, n));
        expect(calendar.workingDaysUpToEach(first, addDays(first, days))).toEqual(
          all.map((day) => calendar.workingDaysBetween(addDays(first, -1), day)),
        );
      }),
    );
    expect(calendar.workingDaysUpToEach('2027-03-02', '2027-03-01')).toEqual([]);
  });

  it('counts back what it counted forward', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        fc.pre(calendar.isWorkingDay(day));
        expect(calendar.addWorkingDays(calendar.addWorkingDays(day, n), -n)).toBe(day);
      }),
    );
  });

  it.each([
    [{ ...settings, closureDays: ['2027-02-30'] }],
    [{ ...settings, zone: 'Mars/Olympus' }],
    [{ ...settings, workingDay: { startMinute: 600, endMinute: 600 } }],
    [{ ...settings, workingDay: { startMinute: 600, endMinute: 1_441 } }],
    [{ ...settings, workingDay: { startMinute: Number.NaN, endMinute: 1_020 } }],
  ])('refuses settings that are no calendar (%#)', (wrong) => {
    expect(() => makeWorkingCalendar(wrong)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('does not search for ever when everything is closed', () => {
    const closureDays = Array.from({ length: 800 }, (_, i) => addDays('2027-01-01', i));
    const closed = makeWorkingCalendar({ ...settings, closureDays });
    expect(() => closed.addWorkingDays('2027-01-01', 1)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it('refuses parts of a day', () => {
    expect(() => calendar.addWorkingDays('2027-03-02', 1.5)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

describe('working time', () => {
  it.each([
    ['within one day', '2027-03-02T10:00:00Z', 240, '2027-03-02T14:00:00.000Z'],
    ['seconds are kept', '2027-03-02T10:00:30Z', 60, '2027-03-02T11:00:30.000Z'],
    ['to the very end of a day', '2027-03-02T16:30:00Z', 30, '2027-03-02T17:00:00.000Z'],
    ['over a night', '2027-03-02T16:30:00Z', 31, '2027-03-03T09:01:00.000Z'],
    ['made before hours', '2027-03-02T05:00:00Z', 60, '2027-03-02T10:00:00.000Z'],
    ['made in the evening', '2027-03-02T21:00:00Z', 60, '2027-03-03T10:00:00.000Z'],
    ['over a weekend', '2027-03-05T16:00:00Z', 240, '2027-03-08T12:00:00.000Z'],
    ['made on a Sunday', '2027-03-07T12:00:00Z', 480, '2027-03-08T17:00:00.000Z'],
    ['over Easter and the spring change', '2027-03-25T16:00:00Z', 120, '2027-03-30T09:00:00.000Z'],
    ['over the autumn change', '2027-10-29T15:00:00Z', 120, '2027-11-01T10:00:00.000Z'],
    ['over Christmas', '2026-12-24T16:00:00Z', 960, '2026-12-30T16:00:00.000Z'],
    ['over the year end', '2026-12-31T16:00:00Z', 120, '2027-01-04T10:00:00.000Z'],
    ['in summer', '2027-07-01T09:00:00Z', 60, '2027-07-01T10:00:00.000Z'],
    ['nothing', '2027-03-07T12:00:00Z', 0, '2027-03-07T12:00:00.000Z'],
  ])('%s', (_name, from, minutes, expected) => {
    expect(calendar.addWorkingMinutes(new Date(from), minutes).toISOString()).toBe(expected);
  });

  it('half-time is half of the working window', () => {
    expect(calendar.halfTime(new Date('2027-03-05T15:00:00Z'), 480).toISOString()).toBe(
      '2027-03-08T11:00:00.000Z',
    );
  });

  it('refuses to count backwards', () => {
    expect(() => calendar.addWorkingMinutes(new Date('2027-03-05T15:00:00Z'), -1)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it.each([
    ['2027-03-05T16:00:00Z', '2027-03-08T12:00:00Z', 240],
    ['2027-03-08T12:00:00Z', '2027-03-05T16:00:00Z', -240],
    ['2027-03-06T00:00:00Z', '2027-03-07T23:00:00Z', 0],
    ['2027-03-02T10:00:00Z', '2027-03-02T10:00:30Z', 0.5],
  ])('from %s to %s: %d minutes', (a, b, expected) => {
    expect(calendar.workingMinutesBetween(new Date(a), new Date(b))).toBe(expected);
  });

  it('adds up: the time added is the time between, and no sooner instant has it', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 5_000 }), (from, minutes) => {
        const until = calendar.addWorkingMinutes(from, minutes);
        expect(calendar.workingMinutesBetween(from, until)).toBe(minutes);
        expect(calendar.workingMinutesBetween(from, new Date(until.getTime() - 1_000))).toBeLessThan(minutes);
      }),
    );
  });

  it('can be added in two goes', () => {
    const few = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(anyInstant, few, few, (from, a, b) => {
        expect(calendar.addWorkingMinutes(calendar.addWorkingMinutes(from, a), b)).toEqual(
          calendar.addWorkingMinutes(from, a + b),
        );
      }),
    );
  });
});
