import { type DayRange } from '../people/consultant.js';
import { refusalOf } from '../refusal.js';
import { epochMinutes } from '../time/zone.js';
import { type OneOffTime } from './availability.js';
import { anAvailability } from './availability.builder.js';
import { leaveDays, takeLeave, takeLeaveBack } from './leave.js';
import { addOneOff, removeOneOff } from './one-off-times.js';
import { weekAround } from './slot-calendar.js';
import { pauseThisWeek, resume } from './pause.js';
import { changeNeverMatch, changePreferences } from './preferences.js';

const ZONE = 'Europe/London';
const NOW = new Date('2027-03-02T09:00:00Z');
/** A Tuesday. */
const TODAY = '2027-03-02';
const at = (text: string) => new Date(text);
const time = (id: string, kind: OneOffTime['kind'], from: string, to: string): OneOffTime => ({
  id,
  kind,
  from: epochMinutes(at(from)),
  to: epochMinutes(at(to)),
});

describe('a single time', () => {
  const present = anAvailability({
    oneOff: [time('e1', 'extra', '2027-03-09T10:00:00Z', '2027-03-09T12:00:00Z')],
  });
  const add = (kind: 'extra' | 'blocked', from: string, to: string) =>
    addOneOff(
      present,
      { id: 'n', kind, startsAt: at(from), endsAt: at(to) },
      { now: NOW, sessionMinutes: 60 },
    );

  it('is added and told', () => {
    const { next, change } = add('extra', '2027-03-09T12:00:00Z', '2027-03-09T13:00:00Z');
    expect(next.oneOff).toHaveLength(2);
    expect(change).toEqual({
      kind: 'time-added',
      time: 'extra',
      startsAt: '2027-03-09T12:00:00.000Z',
      endsAt: '2027-03-09T13:00:00.000Z',
    });
  });

  it.each<['extra' | 'blocked', string, string, string]>([
    ['extra', '2027-03-10T12:00:00Z', '2027-03-10T11:00:00Z', 'endsAt'],
    ['extra', '2027-03-10T12:00:00Z', '2027-03-10T12:00:00Z', 'endsAt'],
    ['extra', '2027-03-10T12:00:00Z', '2027-03-10T12:30:00Z', 'endsAt'],
    ['blocked', '2027-03-10T12:00:00Z', '2027-03-11T12:01:00Z', 'endsAt'],
    ['blocked', '2027-03-10T12:00:00Z', '2027-03-10T12:00:00Z', 'endsAt'],
    ['blocked', '2027-03-02T08:59:00Z', '2027-03-02T11:00:00Z', 'startsAt'],
    ['blocked', '2027-03-02T08:00:00Z', '2027-03-02T11:00:00Z', 'startsAt'],
    ['blocked', '2028-04-02T08:00:00Z', '2028-04-02T11:00:00Z', 'startsAt'],
    ['extra', '2027-03-09T11:00:00Z', '2027-03-09T13:00:00Z', 'startsAt'],
  ])('%s from %s to %s is refused at %s', (kind, from, to, field) => {
    expect(refusalOf(() => add(kind, from, to))).toMatchObject({ code: 'invalid-input', field });
  });

  it('may begin this minute, and last a whole day', () => {
    expect(add('blocked', '2027-03-02T09:00:00Z', '2027-03-03T09:00:00Z').change).not.toBeNull();
  });

  it('may be blocked within extra time, and be short then', () => {
    expect(add('blocked', '2027-03-09T11:00:00Z', '2027-03-09T11:15:00Z').change).not.toBeNull();
  });

  it('is taken back, once, and not when it is over', () => {
    const { next } = removeOneOff(present, 'e1', NOW);
    expect(next.oneOff).toEqual([]);
    expect(refusalOf(() => removeOneOff(next, 'e1', NOW))?.code).toBe('not-found');
    expect(refusalOf(() => removeOneOff(present, 'e1', at('2027-03-09T12:00:00Z')))?.code).toBe(
      'wrong-state',
    );
  });
});

describe('a week', () => {
  it('is from Monday to Monday around any minute of it, an hour longer or shorter when the clocks change', () => {
    const week = (from: string, to: string) => ({ from: epochMinutes(at(from)), to: epochMinutes(at(to)) });
    for (const minute of ['2027-03-22T00:00:00Z', '2027-03-28T22:59:00Z']) {
      expect(weekAround(epochMinutes(at(minute)), ZONE)).toEqual(
        week('2027-03-22T00:00:00Z', '2027-03-28T23:00:00Z'),
      );
    }
    expect(weekAround(epochMinutes(at('2027-03-28T23:00:00Z')), ZONE).from).toBe(
      epochMinutes(at('2027-03-28T23:00:00Z')),
    );
  });
});

describe('leave', () => {
  const take = (from: string, until: string, present = anAvailability()) =>
    takeLeave(present, { id: 'l', from, until }, { today: TODAY, zone: ZONE });

  it('is whole local days, those on which the clocks change too', () => {
    const { next } = take('2027-03-27', '2027-03-28');
    const [leave] = next.oneOff;
    expect(leave).toMatchObject(time('l', 'leave', '2027-03-27T00:00:00Z', '2027-03-28T23:00:00Z'));
    expect(leave && leaveDays(leave, ZONE)).toEqual({ id: 'l', from: '2027-03-27', until: '2027-03-28' });
  });

  it.each([
    ['2027-03-01', '2027-03-03', 'from'],
    ['2028-06-01', '2028-06-01', 'from'],
    ['2027-03-05', '2027-03-04', 'until'],
    ['2027-03-05', '2028-03-05', 'until'],
    ['2027-03-12', '2027-03-12', 'from'],
  ])('from %s to %s is refused at %s', (from, until, field) => {
    const { next } = take('2027-03-10', '2027-03-12');
    expect(refusalOf(() => take(from, until, next))).toMatchObject({ code: 'invalid-input', field });
  });

  it('is taken back whole before it begins, and from today on afterwards', () => {
    const { next } = take('2027-03-10', '2027-03-12');
    expect(takeLeaveBack(next, 'l', { today: TODAY, zone: ZONE })).toMatchObject({
      next: { oneOff: [] },
      change: { kind: 'leave-taken-back', from: '2027-03-10', until: '2027-03-12' },
    });
    const later = takeLeaveBack(next, 'l', { today: '2027-03-11', zone: ZONE });
    expect(later.next.oneOff.map((one) => leaveDays(one, ZONE))).toMatchObject([
      { from: '2027-03-10', until: '2027-03-10' },
    ]);
    expect(later.change).toMatchObject({ from: '2027-03-11', until: '2027-03-12' });
    expect(refusalOf(() => takeLeaveBack(next, 'l', { today: '2027-03-13', zone: ZONE }))?.code).toBe(
      'wrong-state',
    );
    expect(refusalOf(() => takeLeaveBack(next, 'm', { today: TODAY, zone: ZONE }))?.code).toBe('not-found');
  });
});

describe('not this week', () => {
  const MONDAYS_AND_WEDNESDAYS = [1, 3].map((weekday) => ({
    weekday,
    startMinute: 600,
    endMinute: 720,
    effectiveFrom: '2020-01-01',
    effectiveUntil: null,
  }));
  const isWorkingDay = (day: string) => day !== '2027-03-29';
  const pause = (paused: { from: string; until: string | null } | null, today = TODAY) =>
    pauseThisWeek(anAvailability({ paused, weeklyHours: MONDAYS_AND_WEDNESDAYS }), today, isWorkingDay);

  it.each<[string, { from: string; until: string | null } | null, unknown]>([
    ['no pause', null, { from: TODAY, until: '2027-03-07' }],
    ['one that is over', { from: '2027-01-01', until: '2027-01-08' }, { from: TODAY, until: '2027-03-07' }],
    [
      'one that ends this week',
      { from: '2027-02-26', until: '2027-03-04' },
      { from: '2027-02-26', until: '2027-03-07' },
    ],
    [
      'one that ends today',
      { from: '2027-02-26', until: TODAY },
      { from: '2027-02-26', until: '2027-03-07' },
    ],
    [
      'one from next Monday',
      { from: '2027-03-08', until: '2027-03-20' },
      { from: TODAY, until: '2027-03-20' },
    ],
    [
      'one that ended yesterday',
      { from: '2027-02-22', until: '2027-03-01' },
      { from: '2027-02-22', until: '2027-03-07' },
    ],
    [
      'one that ended before a day on which they could be asked',
      { from: '2027-02-22', until: '2027-02-28' },
      { from: TODAY, until: '2027-03-07' },
    ],
    ['one from Thursday on', { from: '2027-03-04', until: null }, { from: TODAY, until: null }],
  ])('with %s', (_, paused, expected) => {
    expect(pause(paused).next.paused).toEqual(expected);
  });

  it.each([
    ['Mondays', ['2027-03-01', '2027-03-08', '2027-03-15'], '2027-03-01', '2027-03-21'],
    [
      'the first day of each with hours on an open day: Easter Monday is none',
      ['2027-03-15', '2027-03-22', '2027-03-30'],
      '2027-03-15',
      '2027-04-04',
    ],
    [
      'Wednesdays, with the Mondays before them not paused',
      ['2027-03-03', '2027-03-10'],
      '2027-03-10',
      '2027-03-14',
    ],
  ])(
    'said in weeks one after another on %s is one pause while no day lies between',
    (_, days, from, until) => {
      const paused = days.reduce<DayRange | null>((before, day) => pause(before, day).next.paused, null);
      expect(paused).toEqual({ from, until });
    },
  );

  it('is not one with a pause long ago of somebody without weekly hours', () => {
    const present = anAvailability({ paused: { from: '2027-01-01', until: '2027-01-08' } });
    expect(pauseThisWeek(present, TODAY, isWorkingDay).next.paused?.from).toBe(TODAY);
  });

  it('changes nothing when the week is paused already, and keeps a later pause', () => {
    expect(pause({ from: '2027-03-01', until: '2027-03-07' }).change).toBeNull();
    expect(refusalOf(() => pause({ from: '2027-04-01', until: '2027-04-07' }))?.code).toBe('wrong-state');
  });

  it('is a Sunday by itself', () => {
    expect(pause(null, '2027-03-07').next.paused).toEqual({ from: '2027-03-07', until: '2027-03-07' });
  });

  it('is taken back: all of it, or what is left of it', () => {
    const from = (paused: { from: string; until: string | null } | null) =>
      resume(anAvailability({ paused }), TODAY).next.paused;
    expect(from({ from: TODAY, until: '2027-03-07' })).toBeNull();
    expect(from({ from: '2027-02-01', until: null })).toEqual({ from: '2027-02-01', until: '2027-03-01' });
    expect(refusalOf(() => from(null))?.code).toBe('wrong-state');
    expect(refusalOf(() => from({ from: '2027-02-01', until: '2027-03-01' }))?.code).toBe('wrong-state');
  });
});

describe('what a consultant takes', () => {
  const present = anAvailability();
  const { preferences } = present;
  const change = (wish: Partial<typeof preferences>, from = present) =>
    changePreferences(from, { ...from.preferences, ...wish }, { weeklyCapMost: 6 });

  it('is changed, and told with what was before', () => {
    const { next, change: told } = change({ weeklyCap: 3, bufferAfterMinutes: 30 });
    expect(next.preferences).toMatchObject({ weeklyCap: 3, bufferAfterMinutes: 30 });
    expect(told).toMatchObject({
      kind: 'preferences-changed',
      before: { weeklyCap: null },
      after: { weeklyCap: 3 },
    });
    expect(change({ modes: ['video', 'phone', 'in-person'] }).change).toBeNull();
  });

  it.each<[Partial<typeof preferences>, string]>([
    [{ weeklyCap: 0 }, 'weeklyCap'],
    [{ weeklyCap: 7 }, 'weeklyCap'],
    [{ weeklyCap: 1.5 }, 'weeklyCap'],
    [{ bufferAfterMinutes: -5 }, 'bufferAfterMinutes'],
    [{ bufferAfterMinutes: 125 }, 'bufferAfterMinutes'],
    [{ bufferAfterMinutes: 7 }, 'bufferAfterMinutes'],
    [{ priorities: [] }, 'priorities'],
    [{ modes: [] }, 'modes'],
  ])('%j is refused at %s', (wish, field) => {
    expect(refusalOf(() => change(wish))).toMatchObject({ code: 'invalid-input', field });
  });

  it('may keep a number that is out of bounds by now', () => {
    const many = anAvailability({ preferences: { ...preferences, weeklyCap: 9 } });
    expect(change({ autoAccept: true }, many).next.preferences).toMatchObject({
      weeklyCap: 9,
      autoAccept: true,
    });
  });

  it('leaves out people, never themselves', () => {
    const with1 = changeNeverMatch(anAvailability({ neverMatch: ['pia'] }), ['quin', 'quin']);
    expect(with1).toMatchObject({
      next: { neverMatch: ['quin'] },
      change: { added: ['quin'], removed: ['pia'] },
    });
    expect(changeNeverMatch(with1.next, ['quin']).change).toBeNull();
    expect(refusalOf(() => changeNeverMatch(present, ['ada']))?.field).toBe('personIds');
    const crowd = Array.from({ length: 51 }, (_, at) => `p${at}`);
    expect(refusalOf(() => changeNeverMatch(present, crowd))?.field).toBe('personIds');
  });
});
