import { DomainError } from '../errors.js';
import { periodOf, type PeriodWish } from './period.js';

describe('the days of a period', () => {
  it.each<[PeriodWish['name'], string, string, string]>([
    // A Wednesday, a Monday, a Sunday.
    ['last-12-weeks', '2027-03-17', '2026-12-21', '2027-03-14'],
    ['last-12-weeks', '2027-03-15', '2026-12-21', '2027-03-14'],
    ['last-12-weeks', '2027-03-14', '2026-12-14', '2027-03-07'],
    ['last-year', '2027-03-17', '2026-03-16', '2027-03-14'],
    ['this-quarter', '2027-03-17', '2027-01-01', '2027-03-17'],
    ['this-quarter', '2027-04-01', '2027-04-01', '2027-04-01'],
    ['last-quarter', '2027-03-17', '2026-10-01', '2026-12-31'],
    ['last-quarter', '2028-04-30', '2028-01-01', '2028-03-31'],
  ])('%s on %s', (name, today, first, last) => {
    expect(periodOf({ name } as PeriodWish, today)).toEqual({ first, last });
  });

  it.each([
    ['2027-03-17', '2027-03-17'],
    ['2026-03-17', '2027-03-17'],
  ])('from %s to %s', (first, last) => {
    expect(periodOf({ name: 'own-dates', first, last }, '2027-03-17')).toEqual({ first, last });
  });

  it.each([
    ['', '2027-03-17', 'first'],
    ['2027-02-30', '2027-03-17', 'first'],
    ['2027-03-01', 'soon', 'last'],
    ['2027-03-01', '2027-02-30', 'last'],
    ['2027-03-01', '', 'last'],
    ['2027-03-01', '2027-03-18', 'last'],
    ['2027-03-02', '2027-03-01', 'last'],
    ['2026-03-16', '2027-03-17', 'first'],
  ])('not from “%s” to “%s”', (first, last, field) => {
    const refused = () => periodOf({ name: 'own-dates', first, last }, '2027-03-17');
    expect(refused).toThrow(DomainError);
    expect(refused).toThrow(expect.objectContaining({ code: 'invalid-input', field }));
  });

  it.each(['', '2027-02-30', 'soon'])('asks for a day where “%s” stands', (typed) => {
    const refused = (first: string, last: string) => () =>
      periodOf({ name: 'own-dates', first, last }, '2027-03-17');
    expect(refused(typed, '2027-03-17')).toThrow(/^Enter the first day/);
    expect(refused('2027-03-01', typed)).toThrow(/^Enter the last day/);
  });

  it('says of both at once that they are no days', () => {
    const refused = () => periodOf({ name: 'own-dates', first: '', last: '2027-02-30' }, '2027-03-17');
    const problems = [
      expect.objectContaining({ field: 'first', message: expect.stringMatching(/^Enter the first day/) }),
      expect.objectContaining({ field: 'last', message: expect.stringMatching(/^Enter the last day/) }),
    ];
    expect(refused).toThrow(expect.objectContaining({ details: { problems } }));
  });
});
