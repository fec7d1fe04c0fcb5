import { type Day } from '../people/consultant.js';
import { mustHaveNoProblems } from '../problems.js';
import { PATHWAY_LIMITS } from '../programme/agency.js';
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

/** What a pathway says fits in whole: it is what an action along it begins with. */
export const DESCRIPTION_LIMIT = PATHWAY_LIMITS.guidance;

/**
 * @param today the programme's day
 * @throws DomainError `invalid-input` with every problem in `details`: a description of 1 to `DESCRIPTION_LIMIT`
 * characters, a real due day from today to the same day a year on (28 February after a leap day).
 */
export function checkAction(action: { description: string; dueOn: Day }, today: Day): void {
  const description = descriptionProblem(action.description);
  const due = dueProblem(action.dueOn, today);
  mustHaveNoProblems([
    ...(description === null ? [] : [{ field: 'description', message: description }]),
    ...(due === null ? [] : [{ field: 'dueOn', message: due }]),
  ]);
}

/** In words; null when nothing is wrong with what is to be done. */
export function descriptionProblem(text: string): string | null {
  const description = text.trim();
  if (description === '') return 'Say what is to be done';
  return [...description].length > DESCRIPTION_LIMIT
    ? `Keep the action to ${DESCRIPTION_LIMIT.toLocaleString('en-GB')} characters or fewer.`
    : null;
}

/** In words; null when nothing is wrong with the day by which it is to be done. @param today the programme's day */
export function dueProblem(dueOn: Day, today: Day): string | null {
  if (!isDay(dueOn)) return 'Give a real date as year-month-day, for example 2027-03-02.';
  if (dueOn < today) return 'Give a due date that is today or later.';
  const aYearOn = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return dueOn > aYearOn ? 'Give a due date within a year.' : null;
}

/**
 * The gentle question: a list of actions with none about the person causing harm, or with none at all, leaves the work with
 * the survivor. Asked, never enforced. Null when there is nothing to ask.
 */
export function gentleQuestion(actions: readonly { about: About }[]): string | null {
  if (actions.some(({ about }) => about === 'person-causing-harm')) return null;
  return actions.length === 0
    ? 'Is there a step that would hold the person causing harm to account, or take weight off the survivor?'
    : 'None of these actions is about the person causing harm. Is there a step that would hold them to account, or take weight off the survivor?';
}
