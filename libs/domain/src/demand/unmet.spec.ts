import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { abandonedOn } from './unmet.js';

const calendar = makeWorkingCalendar(DEFAULT_SETTINGS);

describe('a draft whose author saw no time that suits', () => {
  // Good Friday is 26 March 2027 and Easter Monday 29 March.
  it.each([
    ['on a Monday', '2027-03-01', 10, '2027-03-16'],
    ['on a Friday', '2027-03-05', 10, '2027-03-22'],
    ['on a Sunday', '2027-03-07', 10, '2027-03-22'],
    ['before Easter', '2027-03-24', 10, '2027-04-12'],
    ['where the usual request is sooner', '2027-03-01', 2, '2027-03-04'],
  ])('that was left %s is abandoned once the usual target has passed', (_, leftOn, P3, expected) => {
    const settings = { targetWorkingDays: { ...DEFAULT_SETTINGS.targetWorkingDays, P3 } };
    expect(abandonedOn(leftOn, calendar, settings)).toBe(expected);
  });
});
