import { formatDay, formatInstant, formatMinuteOfDay, formatPeriod } from './format-time.js';

const london = 'Europe/London';

describe('times as people read them', () => {
  it.each([
    ['2027-03-02', 'Tuesday 2 March 2027'],
    ['2026-12-31', 'Thursday 31 December 2026'],
    ['2028-02-29', 'Tuesday 29 February 2028'],
  ])('%s reads %s', (day, words) => {
    expect(formatDay(day)).toBe(words);
  });

  it.each([
    [0, 'midnight'],
    [1, '12:01am'],
    [9 * 60 + 5, '9:05am'],
    [11 * 60 + 59, '11:59am'],
    [12 * 60, 'midday'],
    [12 * 60 + 30, '12:30pm'],
    [14 * 60, '2:00pm'],
    [23 * 60 + 59, '11:59pm'],
    [24 * 60, 'midnight'],
  ])('minute %i reads %s', (minute, words) => {
    expect(formatMinuteOfDay(minute)).toBe(words);
  });

  it.each([
    ['2027-03-02T10:00Z', '2027-03-02T11:00Z', 'Tuesday 2 March 2027, 10:00am to 11:00am'],
    ['2027-06-01T09:00Z', '2027-06-01T10:00Z', 'Tuesday 1 June 2027, 10:00am to 11:00am'],
    ['2027-03-02T11:00Z', '2027-03-02T12:00Z', 'Tuesday 2 March 2027, 11:00am to midday'],
    ['2027-03-02T23:00Z', '2027-03-03T00:00Z', 'Tuesday 2 March 2027, 11:00pm to midnight'],
    [
      '2026-12-31T23:30Z',
      '2027-01-01T00:30Z',
      'Thursday 31 December 2026, 11:30pm to Friday 1 January 2027, 12:30am',
    ],
  ])('%s to %s reads %s', (start, end, words) => {
    expect(formatPeriod(new Date(start), new Date(end), london)).toBe(words);
  });

  it('reads an instant in the zone it is told', () => {
    expect(formatInstant(new Date('2027-06-30T23:30Z'), london)).toBe('Thursday 1 July 2027, 12:30am');
    expect(formatInstant(new Date('2027-06-30T23:30Z'), 'America/New_York')).toBe(
      'Wednesday 30 June 2027, 7:30pm',
    );
  });
});
