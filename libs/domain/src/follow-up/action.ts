import { DomainError } from '../errors.js';
import { type Day } from '../people/consultant.js';
import { isDay } from '../time/day.js';

export const ABOUT = ['person-causing-harm', 'survivor', 'child', 'system'] as const;
export type About = (typeof ABOUT)[number];

export const ACTION_STATUSES = ['open', 'done', 'not-done', 'no-longer-needed'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** One agreed follow-up step with an owner and a due date. The description is case text. */
export interface Action {
  id: string;
  consultationId: string;
  ownerId: string;
  agencyId: string;
  dueOn: Day;
  about: About;
  pathwayId: string | null;
  status: ActionStatus;
}

export const DESCRIPTION_LIMIT = 500;

/**
 * @param today the programme's day
 * @throws DomainError `invalid-input`: a description of 1 to 500 characters, a real due day from today to
 * the same day a year on (28 February after a leap day).
 */
export function checkAction(action: { description: string; dueOn: Day }, today: Day): void {
  const description = action.description.trim();
  if (description === '') {
    throw new DomainError('invalid-input', 'Say what is to be done.', 'description');
  }
  if (description.length > DESCRIPTION_LIMIT) {
    throw new DomainError(
      'invalid-input',
      `Keep the action to ${DESCRIPTION_LIMIT} characters or fewer.`,
      'description',
    );
  }
  if (!isDay(action.dueOn)) {
    throw new DomainError(
      'invalid-input',
      'Give a real date as year-month-day, for example 2027-03-02.',
      'dueOn',
    );
  }
  if (action.dueOn < today) {
    throw new DomainError('invalid-input', 'Give a due date that is today or later.', 'dueOn');
  }
  const aYearOn = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  if (action.dueOn > aYearOn) {
    throw new DomainError('invalid-input', 'Give a due date within a year.', 'dueOn');
  }
}

/**
 * The gentle question: a list of actions with none about the person causing harm leaves the work with the survivor.
 * Asked, never enforced. Null when there is nothing to ask.
 */
export function gentleQuestion(actions: readonly { about: About }[]): string | null {
  if (actions.length === 0 || actions.some(({ about }) => about === 'person-causing-harm')) return null;
  return 'None of these actions is about the person causing harm. Is there a step that would hold them to account, or take weight off the survivor?';
}
