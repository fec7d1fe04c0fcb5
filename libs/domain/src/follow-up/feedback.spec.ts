import { aConsultation, PEOPLE } from '../consultation/consultation.builder.js';
import { STATUSES } from '../consultation/consultation.js';
import { codeOf, refusalOf } from '../refusal.js';
import { checkFeedback, type FeedbackGiven, mustBeAbleToGiveFeedback } from './feedback.js';

const NOW = new Date('2027-03-20T10:00:00Z');
const DAY = 86_400_000;
const good = (comment: string | null): FeedbackGiven => ({
  usefulness: 'useful',
  gotWhatWanted: 'partly',
  comment,
});

describe('feedback', () => {
  it('is given by the requester, of what was held', () => {
    const of = (status: (typeof STATUSES)[number], actor = PEOPLE.requester) =>
      codeOf(() => mustBeAbleToGiveFeedback(aConsultation({ status }), null, actor, NOW));
    expect(STATUSES.filter((status) => of(status) === null)).toEqual(['held', 'closed']);
    for (const actor of [PEOPLE.champion, PEOPLE.lead, PEOPLE.service]) {
      expect(of('held', actor)).toBe('not-your-task');
    }
    const neverHeld = aConsultation({ status: 'closed', heldAt: null });
    expect(codeOf(() => mustBeAbleToGiveFeedback(neverHeld, null, PEOPLE.requester, NOW))).toBe(
      'wrong-state',
    );
  });

  it.each([
    [0, null],
    [14 * DAY, null],
    [14 * DAY + 1, 'wrong-state'],
  ])('given %d milliseconds ago can be changed: %s', (ago, code) => {
    const givenAt = new Date(NOW.getTime() - ago);
    const held = aConsultation({ status: 'held' });
    expect(codeOf(() => mustBeAbleToGiveFeedback(held, givenAt, PEOPLE.requester, NOW))).toBe(code);
  });

  it.each([
    ['nothing', null, null],
    ['a blank', '  ', null],
    ['words with spaces around', ' Thank you ', 'Thank you'],
    ['500 letters', 'é'.repeat(500), 'é'.repeat(500)],
    ['500 pictures', '😀'.repeat(500), '😀'.repeat(500)],
  ])('keeps %s in the comment', (_, comment, kept) => {
    expect(checkFeedback(good(comment))).toEqual(good(kept));
  });

  it.each([['501 letters', 'x'.repeat(501), 'invalid-input']])(
    'refuses %s in the comment',
    (_, comment, code) => {
      expect(refusalOf(() => checkFeedback(good(comment)))).toMatchObject({ code, field: 'comment' });
    },
  );
});
