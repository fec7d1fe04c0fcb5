import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { epochMinutes, fromEpochMinutes, wallTimeToInstant } from '../time/zone.js';
import { bookableWindow } from './bookable-window.js';

const { zone } = DEFAULT_SETTINGS;

function at(day: string, hour: number): number {
  return epochMinutes(wallTimeToInstant(day, hour * 60, zone));
}

describe('the window in which times may be booked', () => {
  it.each([
    ['a working hour', at('2027-03-05', 16), at('2027-03-08', 16)],
    ['a Saturday', at('2027-03-06', 11), at('2027-03-08', 17)],
    ['the night before Good Friday', at('2027-03-25', 20), at('2027-03-30', 17)],
  ])('starts when a working day of notice has passed since %s', (_, now, from) => {
    const window = bookableWindow(now, DEFAULT_SETTINGS, makeWorkingCalendar(DEFAULT_SETTINGS));
    expect(fromEpochMinutes(window.from)).toEqual(fromEpochMinutes(from));
  });

  it('ends with the last local day of the horizon, over the change of the clocks', () => {
    const window = bookableWindow(
      at('2027-03-05', 16),
      DEFAULT_SETTINGS,
      makeWorkingCalendar(DEFAULT_SETTINGS),
    );
    expect(fromEpochMinutes(window.to)).toEqual(new Date('2027-04-30T23:00:00Z'));
  });

  it('rounds a notice that ends within a minute up', () => {
    const calendar = { zone, addWorkingMinutes: () => new Date('2027-03-08T16:00:01Z') };
    const window = bookableWindow(at('2027-03-05', 16), DEFAULT_SETTINGS, calendar);
    expect(fromEpochMinutes(window.from)).toEqual(new Date('2027-03-08T16:01:00Z'));
  });

  it('starts at once without notice', () => {
    const settings = { ...DEFAULT_SETTINGS, noticeWorkingDays: 0 };
    const now = at('2027-03-06', 11);
    expect(bookableWindow(now, settings, makeWorkingCalendar(settings)).from).toBe(now);
  });
});
