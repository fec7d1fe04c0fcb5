import { Temporal } from 'temporal-polyfill';
import { type ConsultantTime } from './consultant-time.js';
import { freeSlots } from './free-slots.js';
import { type Interval } from './intervals.js';

const zone = 'Europe/London';

/** `2027-03-02T10:00` on the clocks of London, in epoch minutes. */
function at(wall: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds / 60_000;
}

function wallOf(start: number): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start * 60_000).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function span(from: string, to: string): Interval {
  return { from: at(from), to: at(to) };
}

function hours(
  weekday: number,
  start: string,
  end: string,
  from = '2026-01-01',
  until: string | null = null,
) {
  const minute = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return {
    weekday,
    startMinute: minute(start),
    endMinute: minute(end),
    effectiveFrom: from,
    effectiveUntil: until,
  };
}

function someTime(given: Partial<ConsultantTime> = {}): ConsultantTime {
  return {
    consultantId: 'amara',
    weeklyHours: [hours(2, '09:00', '12:00')],
    extra: [],
    blocked: [],
    leave: [],
    busy: [],
    held: [],
    sessionMinutes: 60,
    bufferAfterMinutes: 15,
    startStepMinutes: 30,
    weeklyCap: 2,
    ...given,
  };
}

const week = span('2027-03-01T00:00', '2027-03-08T00:00');

function timesOf(given: Partial<ConsultantTime>, window = week): string[] {
  return freeSlots(someTime(given), window, zone).map((start) => wallOf(start).slice(5));
}

describe('free slots', () => {
  const whole = ['03-02T09:00', '03-02T09:30', '03-02T10:00', '03-02T10:30', '03-02T11:00'];

  it.each<[string, Partial<ConsultantTime>, string[]]>([
    ['keep the session inside the hours, the buffer may run over', {}, whole],
    ['skip hours not yet in effect', { weeklyHours: [hours(2, '09:00', '12:00', '2027-03-03')] }, []],
    [
      'keep hours on their last day',
      { weeklyHours: [hours(2, '09:00', '12:00', '2026-01-01', '2027-03-02')] },
      whole,
    ],
    [
      'skip hours after their last day',
      { weeklyHours: [hours(2, '09:00', '12:00', '2026-01-01', '2027-03-01')] },
      [],
    ],
    [
      'join hours that touch',
      { weeklyHours: [hours(2, '10:00', '11:00'), hours(2, '09:00', '10:00')] },
      ['03-02T09:00', '03-02T09:30', '03-02T10:00'],
    ],
    [
      'join hours with extra time',
      {
        weeklyHours: [hours(2, '09:00', '10:00')],
        extra: [span('2027-03-02T10:00', '2027-03-02T10:30'), span('2027-03-06T14:10', '2027-03-06T15:40')],
      },
      ['03-02T09:00', '03-02T09:30', '03-06T14:30'],
    ],
    [
      'leave the buffer free before what is held',
      { held: [span('2027-03-02T11:00', '2027-03-02T12:15')] },
      ['03-02T09:00', '03-02T09:30'],
    ],
    [
      'start again when the held buffer is over',
      { held: [span('2027-03-02T09:00', '2027-03-02T10:15')] },
      ['03-02T10:30', '03-02T11:00'],
    ],
    ['avoid leave', { leave: [span('2027-03-02T00:00', '2027-03-03T00:00')] }, []],
    [
      'avoid busy time, even in the buffer past the end of the hours',
      { busy: [span('2027-03-02T12:10', '2027-03-02T13:00')] },
      whole.slice(0, 4),
    ],
    [
      'avoid blocked time given out of order and overlapping',
      {
        blocked: [
          span('2027-03-02T11:30', '2027-03-02T13:00'),
          span('2027-03-02T08:00', '2027-03-02T09:10'),
          span('2027-03-02T08:30', '2027-03-02T09:05'),
        ],
      },
      ['03-02T09:30', '03-02T10:00'],
    ],
    [
      'offer nothing in a week whose cap is reached, counted from Monday',
      { weeklyCap: 1, held: [span('2027-03-01T15:00', '2027-03-01T16:15')] },
      [],
    ],
    [
      'count only bookings of that week',
      {
        weeklyCap: 1,
        held: [span('2027-02-28T23:00', '2027-03-01T00:15'), span('2027-03-08T00:00', '2027-03-08T01:15')],
      },
      whole,
    ],
    ['offer nothing when the cap is none', { weeklyCap: 0 }, []],
  ])('%s', (_, given, expected) => {
    expect(timesOf(given)).toEqual(expected);
  });

  it('start inside the window, up to but not at its end', () => {
    expect(timesOf({}, span('2027-03-02T09:10', '2027-03-02T10:30'))).toEqual(['03-02T09:30', '03-02T10:00']);
  });

  it('keep the hours of the wall clock over the change of clocks in spring', () => {
    const found = freeSlots(
      someTime({
        weeklyHours: [hours(6, '09:00', '10:00'), hours(1, '09:00', '10:00'), hours(7, '00:00', '03:00')],
      }),
      span('2027-03-27T00:00', '2027-03-30T00:00'),
      zone,
    );
    // 1am to 2am on 28 March does not exist: a session from half past midnight ends at half past two.
    expect(found.map(wallOf)).toEqual([
      '2027-03-27T09:00',
      '2027-03-28T00:00',
      '2027-03-28T00:30',
      '2027-03-28T02:00',
      '2027-03-29T09:00',
    ]);
    expect((found[4] ?? 0) - (found[0] ?? 0)).toBe(47 * 60);
  });

  it('give both when a time comes twice in autumn', () => {
    const found = freeSlots(
      someTime({ weeklyHours: [hours(7, '00:00', '02:00'), hours(1, '09:00', '10:00')] }),
      span('2027-10-31T00:00', '2027-11-02T00:00'),
      zone,
    );
    const midnight = at('2027-10-31T00:00');
    expect(found).toEqual([
      ...[0, 30, 60, 90, 120].map((minutes) => midnight + minutes),
      at('2027-11-01T09:00'),
    ]);
  });

  it.each([
    { startStepMinutes: 0 },
    { sessionMinutes: 0 },
    { sessionMinutes: 1.5 },
    { bufferAfterMinutes: -1 },
  ])('refuse lengths that cannot be: %j', (given) => {
    expect(() => freeSlots(someTime(given), week, zone)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
