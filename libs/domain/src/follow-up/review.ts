import { DomainError } from '../errors.js';

export const PLAN_STATUSES = [
  'child-protection-plan',
  'child-in-need',
  'looked-after',
  'early-help',
  'assessment',
  'closed',
  'not-known',
] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export const ENGAGEMENTS = [
  'not-attempted',
  'spoken-to',
  'expectations-set',
  'intervention-offered',
  'intervention-started',
  'intervention-completed',
  'not-known',
] as const;
export type Engagement = (typeof ENGAGEMENTS)[number];

/** The look-back: what changed. `note` is case text, at most 1,500 characters. */
export type Review =
  | {
      completed: true;
      planThen: PlanStatus;
      planNow: PlanStatus;
      reReferral: 'yes' | 'no' | 'not-known';
      engagement: Engagement;
      childrensVoiceHeard: 'yes' | 'partly' | 'no' | 'not-known';
      /** The practitioner's confidence now, 1 (low) to 5 (high). */
      confidence: number;
      note: string | null;
    }
  | { completed: false; note: string };

/** @throws DomainError `invalid-input` or `reason-needed` */
export function checkReview(review: Review): void {
  if ((review.note ?? '').length > 1500) {
    throw new DomainError('invalid-input', 'Keep the note to 1,500 characters or fewer.', 'note');
  }
  if (!review.completed && review.note.trim() === '') {
    throw new DomainError('reason-needed', 'Say why the review could not be done.', 'note');
  }
  if (review.completed && ![1, 2, 3, 4, 5].includes(review.confidence)) {
    throw new DomainError('invalid-input', 'Give confidence as a whole number from 1 to 5.', 'confidence');
  }
}
