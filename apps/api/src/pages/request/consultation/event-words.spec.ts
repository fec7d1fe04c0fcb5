import { peopleIn, tellEvent } from './event-words.js';

const ADA = '01900000-0000-7000-8000-000000000032';
const BEA = '01900000-0000-7000-8000-000000000033';
const names = new Map([
  [ADA, 'Ada'],
  [BEA, 'Bea'],
]);
/** As the database gives it back: instants as text. */
const time = { startsAt: '2027-03-03T10:00:00.000Z', endsAt: '2027-03-03T11:00:00.000Z' };
const FOR = 'For Wednesday 3 March 2027, 10:00am to 11:00am.';

const told = (event: string, detail: Record<string, unknown>): string => {
  const { title, text } = tellEvent(event, detail, names, 'Europe/London');
  return text === '' ? title : `${title} | ${text}`;
};

describe('an event in words', () => {
  it.each([
    ['submitted', {}, 'Request sent'],
    ['offer-made', { consultantId: ADA, ...time }, `Ada was asked | ${FOR}`],
    ['offer-made', time, `A consultant was asked | ${FOR}`],
    [
      'held',
      { ...time, minutesLate: 10 },
      'It took place | It was booked for Wednesday 3 March 2027, 10:00am to 11:00am. It began 10 minutes late.',
    ],
    [
      'offer-accepted',
      { consultantId: ADA, automatically: true, ...time },
      `Booked with Ada | ${FOR} They have chosen to accept automatically.`,
    ],
    [
      'offer-declined',
      { consultantId: ADA, because: 'no-room-this-week' },
      'Ada could not take it | There was no room that week. The search goes on.',
    ],
    ['offer-declined', time, 'They could not take it | The search goes on.'],
    ['moved-to-lead', { because: 'nobody-fits' }, 'Passed to the lead | Nobody who fits was free.'],
    [
      'reassigned',
      { consultantId: BEA, fromConsultantId: ADA },
      'Given to Bea | Before, it was with Ada. The time stays the same.',
    ],
    [
      'rescheduled',
      { ...time, from: { startsAt: '2027-03-02T10:00:00.000Z', endsAt: '2027-03-02T11:00:00.000Z' } },
      'Moved to another time | From Tuesday 2 March 2027, 10:00am to 11:00am to Wednesday 3 March 2027, 10:00am to 11:00am.',
    ],
    [
      'priority-overridden',
      { from: 'P3', to: 'P1' },
      'Priority changed | From “Priority 3, usual” to “Priority 1, most urgent”.',
    ],
    [
      'attendees-changed',
      { added: ['a@b.example.org'], removed: [] },
      'Who else attends was changed | Added: a@b.example.org.',
    ],
    [
      'not-held',
      { because: 'logistics', next: 'rebook' },
      'It did not take place | Something else got in the way. Another time is being found.',
    ],
    ['action-settled', { as: 'not-done' }, 'An action was not done'],
    ['review-done', { completed: false }, 'The look-back could not be done'],
    [
      'record-handed-over',
      { consultantId: BEA, fromConsultantId: ADA },
      'The record was handed over to Bea | Before, it was with Ada.',
    ],
  ])('%s %j', (event, detail, words) => {
    expect(told(event, detail)).toBe(words);
  });

  it('is told even when it is not known, or holds what it should not', () => {
    expect(told('toString', {})).toBe('Something changed');
    expect(told('offer-made', { startsAt: 'never', consultantId: 7, because: {}, from: [] })).toBe(
      'A consultant was asked',
    );
  });

  it('names everybody whose name it needs', () => {
    expect(peopleIn({ consultantId: ADA, fromConsultantId: BEA })).toEqual([ADA, BEA]);
    expect(peopleIn({})).toEqual([]);
  });
});
