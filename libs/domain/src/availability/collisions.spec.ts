import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { epochMinutes } from '../time/zone.js';
import { type Availability, type Preferences } from './availability.js';
import { anAvailability } from './availability.builder.js';
import { collisionsOf, type HeldRequest } from './collisions.js';
import { takeLeave } from './leave.js';
import { addOneOff } from './one-off-times.js';
import { pauseThisWeek } from './pause.js';
import { changeNeverMatch, changePreferences } from './preferences.js';
import { changeWeeklyHours } from './weekly-hours.js';

const ZONE = 'Europe/London';
const NOW = new Date('2027-03-02T09:00:00Z');
const TODAY = '2027-03-02';
const hours = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  startMinute: 600,
  endMinute: 960,
  effectiveFrom: '2020-01-01',
  effectiveUntil: null,
}));
const held = (start: string, given: Partial<HeldRequest> = {}): HeldRequest => {
  const from = epochMinutes(new Date(start));
  const request = { requesterId: 'pia', priority: 'P3', mode: 'video' } as const;
  return {
    start: from,
    sessionEnds: from + 60,
    freeAgain: from + 75,
    status: 'confirmed',
    request,
    ...given,
  };
};
const wednesday = held('2027-03-03T10:00:00Z');
const offer = held('2027-03-03T14:00:00Z', {
  status: 'tentative',
  request: { requesterId: 'pat', priority: 'P1', mode: 'phone' },
});
const nextWeek = held('2027-03-10T10:00:00Z', { request: null });
const over = held('2027-03-01T10:00:00Z');
const HELD = [nextWeek, offer, wednesday, over];

describe('what collides with a change', () => {
  const before = anAvailability({ weeklyHours: hours });
  const found = (after: Availability, from = before) =>
    collisionsOf(from, after, HELD, { now: epochMinutes(NOW), zone: ZONE, settings: DEFAULT_SETTINGS });

  it('is nothing when nothing changes, and nothing that is over', () => {
    expect(found(before)).toEqual([]);
    const after = changeWeeklyHours(
      before,
      { hours: [], from: TODAY, until: null },
      { today: TODAY, sessionMinutes: 60 },
    );
    expect(found(after.next)).toEqual([
      { held: wednesday, reasons: ['outside-hours'] },
      { held: offer, reasons: ['outside-hours'] },
      { held: nextWeek, reasons: ['outside-hours'] },
    ]);
  });

  it('is what lies outside the new hours, from their day on', () => {
    const wish = {
      hours: [{ weekday: 3, startMinute: 780, endMinute: 960 }],
      from: '2027-03-08',
      until: null,
    };
    const { next } = changeWeeklyHours(before, wish, { today: TODAY, sessionMinutes: 60 });
    expect(found(next)).toEqual([{ held: nextWeek, reasons: ['outside-hours'] }]);
  });

  it('is what lies in leave, in blocked time, in a pause, or above the cap', () => {
    const leave = takeLeave(
      before,
      { id: 'l', from: '2027-03-10', until: '2027-03-11' },
      { today: TODAY, zone: ZONE },
    );
    expect(found(leave.next)).toEqual([{ held: nextWeek, reasons: ['on-leave'] }]);
    const wish = {
      id: 'b',
      kind: 'blocked' as const,
      startsAt: new Date('2027-03-03T14:30:00Z'),
      endsAt: new Date('2027-03-03T15:00:00Z'),
    };
    expect(found(addOneOff(before, wish, { now: NOW, sessionMinutes: 60 }).next)).toEqual([
      { held: offer, reasons: ['taken'] },
    ]);
    expect(found(pauseThisWeek(before, TODAY, () => true).next)).toEqual([
      { held: wednesday, reasons: ['paused'] },
      { held: offer, reasons: ['paused'] },
    ]);
    const capped = (from: Availability, weeklyCap: number) =>
      changePreferences(from, { ...from.preferences, weeklyCap }, { weeklyCapMost: 6 }).next;
    // Three are held this week, one of them over.
    expect(found(capped(before, 2), capped(before, 3))).toMatchObject([
      { held: wednesday, reasons: ['weekly-cap'] },
      { held: offer, reasons: ['weekly-cap'] },
    ]);
    expect(found(capped(before, 3), capped(before, 4))).toEqual([]);
  });

  it.each<[string, Partial<Preferences>, unknown]>([
    ['a priority', { priorities: ['P1', 'P2'] }, [{ held: wednesday, reasons: ['priority-not-taken'] }]],
    ['a way to consult', { modes: ['video', 'in-person'] }, [{ held: offer, reasons: ['mode-not-taken'] }]],
    [
      'both',
      { priorities: ['P2', 'P3'], modes: ['video'] },
      [{ held: offer, reasons: ['priority-not-taken', 'mode-not-taken'] }],
    ],
    ['nothing of what is held', { priorities: ['P1', 'P3'], modes: ['video', 'phone'] }, []],
  ])('is what takes %s that is taken no more', (_, change, expected) => {
    const preferences = { ...before.preferences, ...change };
    expect(found(changePreferences(before, preferences, { weeklyCapMost: 6 }).next)).toEqual(expected);
  });

  it('is what somebody asked for who is never to be matched with; taking a name away collides with nothing', () => {
    const never = changeNeverMatch(before, ['pat', 'somebody']).next;
    expect(found(never)).toEqual([{ held: offer, reasons: ['never-match'] }]);
    expect(found(changeNeverMatch(never, ['pat', 'pia']).next, never)).toEqual([
      { held: wednesday, reasons: ['never-match'] },
    ]);
    expect(found(before, never)).toEqual([]);
  });

  it('is not what did not fit before either: that was kept knowingly', () => {
    const none = anAvailability();
    const leave = takeLeave(
      none,
      { id: 'l', from: '2027-03-10', until: '2027-03-11' },
      { today: TODAY, zone: ZONE },
    );
    expect(found(none, none)).toEqual([]);
    expect(found(leave.next, none)).toEqual([{ held: nextWeek, reasons: ['on-leave'] }]);
  });

  it('is not a booking whose break got longer', () => {
    const { next } = changePreferences(
      before,
      { ...before.preferences, bufferAfterMinutes: 120 },
      { weeklyCapMost: 6 },
    );
    expect(found(next)).toEqual([]);
  });
});
