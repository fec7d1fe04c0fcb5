import { ukInstant, ukSpan } from './uk-time.js';

describe('times as the mailbox shows them', () => {
  it.each([
    ['2026-12-01T10:00:00Z', 'Tuesday 1 December 2026, 10:00am'],
    ['2027-06-01T09:00:00Z', 'Tuesday 1 June 2027, 10:00am'],
    ['2027-06-01T11:00:00Z', 'Tuesday 1 June 2027, midday'],
    ['2027-06-01T23:05:00Z', 'Wednesday 2 June 2027, 12:05am'],
  ])('%s is %s in the UK', (iso, words) => {
    expect(ukInstant(iso)).toBe(words);
  });

  it('names the day once, unless it ends on another', () => {
    expect(ukSpan('2027-03-02T10:00:00Z', '2027-03-02T11:00:00Z')).toBe(
      'Tuesday 2 March 2027, 10:00am to 11:00am',
    );
    expect(ukSpan('2027-03-02T23:30:00Z', '2027-03-03T00:30:00Z')).toBe(
      'Tuesday 2 March 2027, 11:30pm to Wednesday 3 March 2027, 12:30am',
    );
    expect(ukSpan('2027-03-02T10:00:00Z', undefined)).toBe('Tuesday 2 March 2027, 10:00am');
  });
});
