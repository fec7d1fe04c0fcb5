import fc from 'fast-check';
import { refusalOf } from '../refusal.js';
import { PATHWAY_LIMITS } from '../programme/agency.js';
import { ABOUT, checkAction, DESCRIPTION_LIMIT, gentleQuestion } from './action.js';

const today = '2027-03-01';
const refused = (action: { description?: string; dueOn?: string }, on = today): unknown => {
  const refusal = refusalOf(() => checkAction({ description: 'Ring the school', dueOn: on, ...action }, on));
  return refusal && [refusal.code, refusal.field];
};
const description = ['invalid-input', 'description'];
const dueOn = ['invalid-input', 'dueOn'];

describe('what is to be done', () => {
  it.each([
    ['nothing', '', description],
    ['spaces only', ' \n\t', description],
    ['one letter', 'x', null],
    ['the limit', 'x'.repeat(DESCRIPTION_LIMIT), null],
    ['the limit with spaces around', ` ${'x'.repeat(DESCRIPTION_LIMIT)} `, null],
    ['one more', 'x'.repeat(DESCRIPTION_LIMIT + 1), description],
    ['the longest words of a pathway', '😀'.repeat(PATHWAY_LIMITS.guidance), null],
  ])('is %s', (_, text, answer) => {
    expect(refused({ description: text })).toEqual(answer);
  });
});

it('is told together with a day that will not do', () => {
  const refusal = refusalOf(() => checkAction({ description: '', dueOn: '2027-02-28' }, today));
  expect(refusal?.details?.['problems']).toMatchObject([{ field: 'description' }, { field: 'dueOn' }]);
});

describe('by when', () => {
  it.each([
    ['yesterday', '2027-03-01', '2027-02-28', dueOn],
    ['today', '2027-03-01', '2027-03-01', null],
    ['a year on', '2027-03-01', '2028-03-01', null],
    ['a year and a day on', '2027-03-01', '2028-03-02', dueOn],
    ['over the end of the year', '2026-12-31', '2027-01-01', null],
    ['on a leap day within the year', '2027-03-01', '2028-02-29', null],
    ['on a leap day a year and a day on', '2027-02-28', '2028-02-29', dueOn],
    ['a year on from 28 February', '2027-02-28', '2028-02-28', null],
    ['from a leap day: the last day of February', '2028-02-29', '2029-02-28', null],
    ['from a leap day: 1 March', '2028-02-29', '2029-03-01', dueOn],
    ['a leap day, today', '2028-02-29', '2028-02-29', null],
    ['a leap day that was yesterday', '2028-03-01', '2028-02-29', dueOn],
  ])('%s', (_, on, due, answer) => {
    expect(refused({ dueOn: due }, on)).toEqual(answer);
  });

  it.each(['2027-02-29', '2027-04-31', '2027-13-01', '2027-6-1', 'tomorrow', ''])(
    'not on %j, which is no day',
    (due) => {
      expect(refused({ dueOn: due }, '2027-02-01')).toEqual(dueOn);
    },
  );

  it('from today to the same day a year on, and no other', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map(dayOf);
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, offset) => {
        const on = from.toISOString().slice(0, 10);
        const due = new Date(from.getTime() + offset * 86_400_000);
        const lastDay = new Date(from);
        lastDay.setUTCFullYear(from.getUTCFullYear() + 1);
        // From 29 February the same day a year on is not there; JavaScript says 1 March, and the day before is meant.
        if (lastDay.getUTCDate() !== from.getUTCDate()) lastDay.setUTCDate(0);
        const allowed = due >= from && due <= lastDay;
        expect(refused({ dueOn: due.toISOString().slice(0, 10) }, on)).toEqual(allowed ? null : dueOn);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the gentle question', () => {
  it.each(ABOUT)('is asked of a list only about the %s, unless that is the person causing harm', (about) => {
    const question = gentleQuestion([{ about }, { about }]);
    if (about === 'person-causing-harm') expect(question).toBeNull();
    else expect(question).toContain('None of these actions is about the person causing harm.');
  });

  it('is asked of an empty list, and not where one of several is about them', () => {
    expect(gentleQuestion([])).toMatch(/^Is there a step that would hold the person causing harm to account/);
    expect(gentleQuestion([{ about: 'survivor' }, { about: 'person-causing-harm' }])).toBeNull();
  });
});

function dayOf(n: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);
}
