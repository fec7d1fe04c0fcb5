import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { epochMinutes, fromEpochMinutes, minuteOfDay } from '../time/zone.js';
import { consultantTimeOf, type OneOffTime } from './availability.js';
import { anAvailability } from './availability.builder.js';
import { type HeldSpan } from './collisions.js';
import { freeSlots } from './free-slots.js';
import { pictureOf } from './picture.js';

const ZONE = 'Europe/London';
const at = (text: string) => epochMinutes(new Date(text));
const NOW = at('2027-03-02T09:00:00Z');
const hours = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  startMinute: 600,
  endMinute: 960,
  effectiveFrom: '2020-01-01',
  effectiveUntil: null,
}));
const heldAt = (start: string, status: HeldSpan['status']): HeldSpan => {
  const from = at(start);
  return { start: from, sessionEnds: from + 60, freeAgain: from + 75, status };
};

interface Given {
  held?: HeldSpan[];
  oneOff?: OneOffTime[];
  paused?: { from: string; until: string | null } | null;
  signedOff?: { from: string; until: string | null };
  closed?: { from: number; to: number }[];
  weeklyCap?: number;
}

function picture({ held = [], oneOff = [], paused = null, signedOff, closed = [], weeklyCap = 5 }: Given) {
  const preferences = { ...anAvailability().preferences, weeklyCap };
  const time = consultantTimeOf(
    anAvailability({ weeklyHours: hours, oneOff, preferences }),
    held.map(({ start, freeAgain }) => ({ from: start, to: freeAgain })),
    DEFAULT_SETTINGS,
  );
  const window = { from: at('2027-03-03T09:00:00Z'), to: at('2027-04-28T00:00:00Z') };
  const facts = { time, held, closed, paused, signedOff: signedOff ?? { from: '2020-01-01', until: null } };
  return { time, window, weeks: pictureOf({ ...facts, active: true, now: NOW, window, zone: ZONE }) };
}

const wall = (minute: number) => {
  const of = minuteOfDay(fromEpochMinutes(minute), ZONE);
  return `${Math.floor(of / 60)}:${String(of % 60).padStart(2, '0')}`;
};
function dayOfPicture(given: Given, day: string): string[] {
  const found = picture(given)
    .weeks.flatMap((week) => week.days)
    .find((one) => one.day === day);
  return (found?.spans ?? []).map(({ from, to, kind }) => `${wall(from)}-${wall(to)} ${kind}`);
}

describe('the picture of eight weeks', () => {
  it('is eight weeks from Monday, with the days', () => {
    const { weeks } = picture({});
    expect(weeks.map(({ monday }) => monday)).toEqual([
      '2027-03-01',
      '2027-03-08',
      '2027-03-15',
      '2027-03-22',
      '2027-03-29',
      '2027-04-05',
      '2027-04-12',
      '2027-04-19',
    ]);
    expect(weeks.every(({ days }) => days.length === 7)).toBe(true);
  });

  const leave = {
    id: 'l',
    kind: 'leave' as const,
    from: at('2027-03-04T00:00:00Z'),
    to: at('2027-03-05T00:00:00Z'),
  };
  const blocked = {
    id: 'b',
    kind: 'blocked' as const,
    from: at('2027-03-04T11:00:00Z'),
    to: at('2027-03-04T12:00:00Z'),
  };
  const extra = {
    id: 'e',
    kind: 'extra' as const,
    from: at('2027-03-06T09:00:00Z'),
    to: at('2027-03-06T10:30:00Z'),
  };

  it.each<[string, Given, string, string[]]>([
    ['what is over and too soon', {}, '2027-03-02', ['10:00-16:00 too-soon']],
    ['yesterday', {}, '2027-03-01', ['10:00-16:00 over']],
    ['free hours', {}, '2027-03-04', ['10:00-16:00 bookable']],
    ['after the clocks have changed', {}, '2027-03-30', ['10:00-16:00 bookable']],
    ['a day without hours', {}, '2027-03-07', []],
    ['extra time', { oneOff: [extra] }, '2027-03-06', ['9:00-10:30 bookable']],
    ['leave', { oneOff: [leave] }, '2027-03-04', ['10:00-16:00 leave']],
    [
      'blocked time, and what is too short before it',
      { oneOff: [{ ...blocked, from: blocked.from - 30 }] },
      '2027-03-04',
      ['10:00-10:30 too-short', '10:30-12:00 blocked', '12:00-16:00 bookable'],
    ],
    [
      'a booking with its break, and an offer',
      { held: [heldAt('2027-03-04T12:00:00Z', 'confirmed'), heldAt('2027-03-04T15:00:00Z', 'tentative')] },
      '2027-03-04',
      [
        '10:00-11:30 bookable',
        '11:30-12:00 too-short',
        '12:00-13:00 booked',
        '13:00-13:15 break',
        '13:15-13:30 too-short',
        '13:30-14:30 bookable',
        '14:30-15:00 too-short',
        '15:00-16:00 offered',
      ],
    ],
    [
      'the cap of the week',
      { held: [heldAt('2027-03-05T12:00:00Z', 'confirmed')], weeklyCap: 1 },
      '2027-03-04',
      ['10:00-16:00 weekly-cap'],
    ],
    [
      'a pause',
      { paused: { from: '2027-03-02', until: '2027-03-07' } },
      '2027-03-04',
      ['10:00-16:00 paused'],
    ],
    [
      'no sign-off',
      { signedOff: { from: '2020-01-01', until: '2027-03-03' } },
      '2027-03-04',
      ['10:00-16:00 not-signed-off'],
    ],
    [
      'a closed day',
      { closed: [{ from: at('2027-03-04T00:00:00Z'), to: at('2027-03-05T00:00:00Z') }] },
      '2027-03-04',
      ['10:00-16:00 closed'],
    ],
  ])('shows %s', (_, given, day, expected) => {
    expect(dayOfPicture(given, day)).toEqual(expected);
  });

  it('shows a booking outside the hours, and whole days of leave', () => {
    const held = [heldAt('2027-03-04T18:00:00Z', 'confirmed')];
    expect(dayOfPicture({ held, oneOff: [leave] }, '2027-03-04')).toEqual([
      '10:00-16:00 leave',
      '18:00-19:00 booked',
    ]);
    const { weeks } = picture({ held, oneOff: [leave] });
    expect(weeks[0]?.days.map(({ onLeave }) => onLeave)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(weeks[0]).toMatchObject({ held: 1, weeklyCap: 5 });
  });

  it('says bookable of every session that can be had, and of nothing that is held; no span meets another', () => {
    const start = fc.integer({ min: 0, max: 55 * 48 }).map((half) => at('2027-03-01T00:00:00Z') + half * 30);
    const spans = fc.array(
      fc.record({
        from: start,
        length: fc.integer({ min: 15, max: 600 }),
        kind: fc.constantFrom('extra', 'blocked', 'leave'),
      }),
      { maxLength: 6 },
    );
    const bookings = fc.uniqueArray(start, { maxLength: 6, comparator: (a, b) => Math.abs(a - b) < 75 });
    fc.assert(
      fc.property(spans, bookings, (given, starts) => {
        const held = starts.map((from): HeldSpan => ({
          start: from,
          sessionEnds: from + 60,
          freeAgain: from + 75,
          status: 'confirmed',
        }));
        const oneOff = given.map(({ from, length, kind }, index) => ({
          id: String(index),
          kind,
          from,
          to: from + length,
        }));
        const { weeks, time, window } = picture({ held, oneOff });
        const all = weeks.flatMap(({ days }) => days.flatMap((day) => day.spans));
        all.slice(1).forEach((span, index) => expect(span.from).toBeGreaterThanOrEqual(all[index]?.to ?? 0));
        const kindAt = (minute: number) => all.find(({ from, to }) => from <= minute && minute < to)?.kind;
        const end = at('2027-04-25T23:00:00Z');
        for (const free of freeSlots(time, { from: window.from, to: end }, ZONE)) {
          if (free + 60 <= end) expect([kindAt(free), kindAt(free + 59)]).toEqual(['bookable', 'bookable']);
        }
        for (const { start: from } of held) if (from < end - 60) expect(kindAt(from)).toBe('booked');
      }),
      { numRuns: 40 },
    );
  });
});
