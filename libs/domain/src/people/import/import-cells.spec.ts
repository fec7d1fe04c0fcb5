import fc from 'fast-check';
import { dayFromNumber, dayNumber } from '../../time/day.js';
import { dayInCell, rolesInCell } from './import-cells.js';

describe('a day in a cell', () => {
  it.each([
    ['2027-03-31', '2027-03-31'],
    ['2027-03-31 00:00:00', '2027-03-31'],
    ['31/03/2027', '2027-03-31'],
    ['31/3/27', '2027-03-31'],
    ['31.03.2027', '2027-03-31'],
    ['1-Apr-27', '2027-04-01'],
    ['1 Sept 2027', '2027-09-01'],
    ['31 March 2027', '2027-03-31'],
    ['46477', '2027-03-31'],
    ['03/31/2027', null],
    ['31/02/2027', null],
    ['31 Marchember 2027', null],
    ['soon', null],
    ['5', null],
    ['99999', null],
  ])('%s', (cell, day) => {
    expect(dayInCell(cell)).toBe(day);
  });

  it('is the same in whichever way it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2099-12-31') }), (number) => {
        const day = dayFromNumber(number);
        const [year, month, date] = day.split('-');
        for (const cell of [day, `${date}/${month}/${year}`, String(number - dayNumber('1899-12-30'))])
          expect(dayInCell(cell)).toBe(day);
      }),
    );
  });
});

it('reads several roles in one cell, each once', () => {
  expect(rolesInCell(' Champion; practitioner / champions')).toEqual({
    roles: ['practitioner', 'champion'],
    unknown: [],
  });
  expect(rolesInCell('lead, king')).toEqual({ roles: ['lead'], unknown: ['king'] });
  expect(rolesInCell('')).toEqual({ roles: [], unknown: [] });
});
