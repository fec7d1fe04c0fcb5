import { daysAgo, daysLate, targetWords, openFor, workingTime } from './time-words.js';

describe('the way to a target', () => {
  // 2 March 2027 is a Tuesday.
  it.each([
    ['2027-03-16', 10, '2027-03-02', '10 working days left', null],
    ['2027-03-04', 2, '2027-03-02', '2 working days left', null],
    ['2027-03-03', 1, '2027-03-02', '1 working day left', 'yellow'],
    ['2027-03-02', 0, '2027-03-02', 'Due today', 'yellow'],
    ['2027-03-01', -1, '2027-03-02', 'Past by 1 working day', 'red'],
    ['2027-02-26', -2, '2027-03-02', 'Past by 2 working days', 'red'],
    ['2027-03-05', -0, '2027-03-06', 'Past the target', 'red'],
  ] as const)('to %s with %d left on %s', (targetOn, workingDaysLeft, today, text, tag) => {
    expect(targetWords({ targetOn, workingDaysLeft }, today)).toEqual({ text, tag });
  });
});

it.each([
  [0, '0 working minutes'],
  [1, '1 working minute'],
  [59, '59 working minutes'],
  [60, '1 working hour'],
  [479, '7 working hours'],
  [480, '1 working day'],
  [1_439, '2 working days'],
])('%d minutes of days of eight hours are %s', (minutes, words) => {
  expect(workingTime(minutes, 480)).toBe(words);
});

it('says that an offer was made just now rather than so many minutes ago', () => {
  expect(openFor(0, 480)).toBe('offered just now');
  expect(openFor(1, 480)).toBe('open for 1 working minute');
});

it('counts days as people do', () => {
  expect([0, 1, 2].map(daysAgo)).toEqual(['Today', 'Yesterday', '2 days ago']);
  expect([1, 2].map(daysLate)).toEqual(['1 day overdue', '2 days overdue']);
});
