import { type Consultation, mustBe } from '../consultation/consultation.js';
import { mustBeRequester } from '../consultation/rule.js';
import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { refusalOf } from '../refusal.js';

export const USEFULNESS = [
  'very-useful',
  'useful',
  'fairly-useful',
  'a-little-useful',
  'not-useful',
] as const;
export type Usefulness = (typeof USEFULNESS)[number];

export const USEFULNESS_WORDS: Readonly<Record<Usefulness, string>> = {
  'very-useful': 'Very useful',
  useful: 'Useful',
  'fairly-useful': 'Fairly useful',
  'a-little-useful': 'A little useful',
  'not-useful': 'Not useful',
};

export const GOT_WHAT_WANTED = ['yes', 'partly', 'no'] as const;
export type GotWhatWanted = (typeof GOT_WHAT_WANTED)[number];

export const GOT_WHAT_WANTED_WORDS: Readonly<Record<GotWhatWanted, string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
};

/** What the practitioner says of the consultation, never anybody of the practitioner. `comment` is case text. */
export interface FeedbackGiven {
  usefulness: Usefulness;
  gotWhatWanted: GotWhatWanted;
  /** At most 500 characters. */
  comment: string | null;
}

export const FEEDBACK_COMMENT_LIMIT = 500;

/** Days in which it can still be changed, from when it was first given. */
export const FEEDBACK_CHANGEABLE_DAYS = 14;

/** Days after a consultation in which the home page asks for it; it is taken at any time. */
export const FEEDBACK_ASKED_DAYS = 28;

const DAY_MS = 86_400_000;

/** The last instant at which feedback that was first given at `givenAt` can be changed. */
export function feedbackChangeableUntil(givenAt: Date): Date {
  return new Date(givenAt.getTime() + FEEDBACK_CHANGEABLE_DAYS * DAY_MS);
}

/** Held since this instant, and nothing said of it: the home page asks. */
export function feedbackAskedSince(now: Date): Date {
  return new Date(now.getTime() - FEEDBACK_ASKED_DAYS * DAY_MS);
}

/**
 * Whether this person may give or change it now: the requester, of what was held, whether or not it is closed by now.
 * @param givenAt when it was first given; null while it was not
 * @throws DomainError `not-your-task`, `wrong-state`
 */
export function mustBeAbleToGiveFeedback(
  consultation: Consultation,
  givenAt: Date | null,
  actor: Actor,
  now: Date,
): void {
  mustBeRequester(consultation, actor);
  mustBe(consultation, 'held', 'closed');
  if (consultation.heldAt === null) {
    throw new DomainError(
      'wrong-state',
      'This consultation did not take place, so there is nothing to say of it.',
    );
  }
  if (givenAt !== null && now > feedbackChangeableUntil(givenAt)) {
    throw new DomainError(
      'wrong-state',
      `Feedback can be changed for ${FEEDBACK_CHANGEABLE_DAYS} days. Talk to the lead if there is more to say.`,
    );
  }
}

/** The same as a question, for what is shown. */
export function mayGiveFeedback(...facts: Parameters<typeof mustBeAbleToGiveFeedback>): boolean {
  return refusalOf(() => mustBeAbleToGiveFeedback(...facts)) === null;
}

/**
 * @returns the feedback as it is kept: a blank comment is none
 * @throws DomainError `invalid-input` for a comment of more than 500 characters
 */
export function checkFeedback(feedback: FeedbackGiven): FeedbackGiven {
  const comment = feedback.comment?.trim() ?? '';
  if ([...comment].length > FEEDBACK_COMMENT_LIMIT) {
    throw new DomainError(
      'invalid-input',
      `Shorten this to ${FEEDBACK_COMMENT_LIMIT} characters or fewer.`,
      'comment',
    );
  }
  return { ...feedback, comment: comment === '' ? null : comment };
}
