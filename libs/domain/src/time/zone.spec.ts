import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays, dayFromNumber, dayNumber, isDay, mondayOf, weekdayOf } from './day.js';
import { appendWallRange, localDay } from './local-day.js';
import { dayOf, epochMinutes, fromEpochMinutes, minuteOfDay, wallTimeToInstant } from './zone.js';

const london = 'Europe/London';
const zones = [
  london,
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
];
const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const anyMinute = fc.integer({ min: 26_297_280, max: 36_816_480 }); // 2020 to 2040

describe('wall time to instant', () => {
  it.each([
    ['2026-12-01', at(10), '2026-12-01T10:00:00.000Z'],
    ['2027-06-01', at(10), '2027-06-01T09:00:00.000Z'],
    ['2027-03-28', at(0, 59), '2027-03-28T00:59:00.000Z'],
    ['2027-03-28', at(2), '2027-03-28T01:00:00.000Z'],
    ['2027-10-31', at(0, 59), '2027-10-30T23:59:00.000Z'],
    ['2027-10-31', at(2), '2027-10-31T02:00:00.000Z'],
    ['2026-12-31', at(23, 59), '2026-12-31T23:59:00.000Z'],
    ['2028-02-29', at(0), '2028-02-29T00:00:00.000Z'],
  ])('%s at minute %i in London is %s', (day, minute, instant) => {
    expect(wallTimeToInstant(day, minute, london).toISOString()).toBe(instant);
  });

  it.each([at(1), at(1, 30), at(1, 59)])(
    'refuses minute %i of 28 March 2027, which does not exist',
    (minute) => {
      expect(() => wallTimeToInstant('2027-03-28', minute, london)).toThrow(
        expect.objectContaining({ code: 'time-does-not-exist' }),
      );
    },
  );

  it('asks which when 01:30 comes twice on 31 October 2027', () => {
    expect(() => wallTimeToInstant('2027-10-31', at(1, 30), london)).toThrow(
      expect.objectContaining({
        code: 'time-is-ambiguous',
        details: { earlier: '2027-10-31T00:30:00.000Z', later: '2027-10-31T01:30:00.000Z' },
      }),
    );
    expect(wallTimeToInstant('2027-10-31', at(1, 30), london, 'earlier').toISOString()).toBe(
      '2027-10-31T00:30:00.000Z',
    );
    expect(wallTimeToInstant('2027-10-31', at(1, 30), london, 'later').toISOString()).toBe(
      '2027-10-31T01:30:00.000Z',
    );
  });

  it.each([
    ['2027-02-30', at(10), london],
    ['2027-2-3', at(10), london],
    ['', at(10), london],
    ['2027-03-02', 1_440, london],
    ['2027-03-02', -1, london],
    ['2027-03-02', 0.5, london],
    ['2027-03-02', at(10), 'Europe/Walthamstow'],
  ])('refuses %s, minute %d, in %s', (day, minute, zone) => {
    expect(() => wallTimeToInstant(day, minute, zone)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

describe('instant to wall time', () => {
  it.each([
    ['2027-06-30T23:30:00Z', '2027-07-01', at(0, 30)],
    ['2027-12-31T23:59:59Z', '2027-12-31', at(23, 59)],
    ['2027-03-28T00:59:00Z', '2027-03-28', at(0, 59)],
    ['2027-03-28T01:00:00Z', '2027-03-28', at(2)],
    ['2027-10-31T00:30:00Z', '2027-10-31', at(1, 30)],
    ['2027-10-31T01:30:00Z', '2027-10-31', at(1, 30)],
  ])('%s is %s, minute %i, in London', (instant, day, minute) => {
    expect(dayOf(new Date(instant), london)).toBe(day);
    expect(minuteOfDay(new Date(instant), london)).toBe(minute);
  });

  it('agrees with Temporal in every zone', () => {
    fc.assert(
      fc.property(anyMinute, fc.constantFrom(...zones), (minutes, zone) => {
        const instant = fromEpochMinutes(minutes);
        const expected = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
        expect(dayOf(instant, zone)).toBe(expected.toPlainDate().toString());
        expect(minuteOfDay(instant, zone)).toBe(expected.hour * 60 + expected.minute);
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back to the same instant, or to one of the two', () => {
    fc.assert(
      fc.property(anyMinute, fc.constantFrom(...zones), (minutes, zone) => {
        const instant = fromEpochMinutes(minutes);
        const both = (['earlier', 'later'] as const).map((which) =>
          epochMinutes(wallTimeToInstant(dayOf(instant, zone), minuteOfDay(instant, zone), zone, which)),
        );
        expect(both).toContain(minutes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a date that is not one', () => {
    expect(() => dayOf(new Date(Number.NaN), london)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

describe('a local day in integers', () => {
  it.each([
    ['2027-03-02', 1_440, 1],
    ['2027-03-28', 1_380, 2],
    ['2027-10-31', 1_500, 2],
  ])('%s in London has %i minutes in %i stretch(es)', (day, length, stretches) => {
    const local = localDay(london, dayNumber(day));
    expect(local.end - local.start).toBe(length);
    expect(local.stretches).toHaveLength(stretches);
  });

  it('leaves out a day that a zone skipped', () => {
    expect(localDay('Pacific/Apia', dayNumber('2011-12-30'))).toMatchObject({ stretches: [] });
    expect(dayOf(new Date('2011-12-30T12:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('is computed once', () => {
    expect(localDay(london, 20_000)).toBe(localDay(london, 20_000));
  });

  it('stays right when more days are asked for than are kept', () => {
    const first = localDay('Asia/Kathmandu', 10_000);
    for (let number = 10_001; number < 14_200; number += 1) localDay('Asia/Kathmandu', number);
    expect(localDay('Asia/Kathmandu', 10_000)).not.toBe(first);
    expect(localDay('Asia/Kathmandu', 10_000)).toEqual(first);
  });

  it.each([
    ['an ordinary morning', '2027-03-02', at(9), at(17), ['2027-03-02T09:00Z', '2027-03-02T17:00Z']],
    ['a summer morning', '2027-06-01', at(9), at(17), ['2027-06-01T08:00Z', '2027-06-01T16:00Z']],
    ['the hour that is skipped', '2027-03-28', at(1), at(2), []],
    [
      'across the hour that is skipped',
      '2027-03-28',
      at(0, 30),
      at(2, 30),
      ['2027-03-28T00:30Z', '2027-03-28T01:30Z'],
    ],
    [
      'the half hour that comes twice',
      '2027-10-31',
      at(1, 15),
      at(1, 45),
      ['2027-10-31T00:15Z', '2027-10-31T00:45Z', '2027-10-31T01:15Z', '2027-10-31T01:45Z'],
    ],
    ['the whole long day', '2027-10-31', 0, 1_440, ['2027-10-30T23:00Z', '2027-11-01T00:00Z']],
    ['nothing', '2027-03-02', at(9), at(9), []],
  ])('expands %s', (_name, day, from, to, expected) => {
    const ranges: number[] = [];
    appendWallRange(localDay(london, dayNumber(day)), from, to, ranges);
    expect(ranges).toEqual(expected.map((text) => epochMinutes(new Date(text))));
  });

  it('covers exactly the minutes whose wall clock is in the range', () => {
    const days = ['2027-03-28', '2027-10-31', '2027-06-01', '2027-04-04', '2027-11-07'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...days),
        fc.integer({ min: 0, max: 1_440 }),
        fc.integer({ min: 0, max: 1_440 }),
        (zone, day, a, b) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const local = localDay(zone, dayNumber(day));
          const ranges: number[] = [];
          appendWallRange(local, from, to, ranges);
          for (let minute = local.start; minute < local.end; minute += 15) {
            const wall = minuteOfDay(fromEpochMinutes(minute), zone);
            const inside = ranges.some(
              (start, i) => i % 2 === 0 && minute >= start && minute < (ranges[i + 1] ?? 0),
            );
            expect(inside).toBe(wall >= from && wall < to);
          }
        },
      ),
    );
  });
});

describe('plain days', () => {
  it.each([
    ['2027-03-02', 2],
    ['2027-03-07', 7],
    ['2027-03-08', 1],
    ['1969-12-31', 3],
  ])('%s is weekday %i', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  it('finds the Monday of a week, over the year end', () => {
    expect(mondayOf('2027-01-03')).toBe('2026-12-28');
    expect(mondayOf('2027-01-04')).toBe('2027-01-04');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '27-01-01', '2027-01-01T00:00', 'tomorrow', ''])(
    'does not take %p for a day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it('numbers and names days both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (number) => {
        expect(dayNumber(dayFromNumber(number))).toBe(number);
      }),
    );
  });
});
