import { type Review } from '@case-consultation/domain';
import {
  CONFIDENCE_WORDS,
  ENGAGEMENT_WORDS,
  PLAN_WORDS,
  RE_REFERRAL_WORDS,
  VOICE_WORDS,
} from '../review-words.js';
import { type AnswerRow } from './answers.view.js';

/** What the look-back said. */
export function reviewRows(review: Review): AnswerRow[] {
  const row = (key: string, line: string, typed = false): AnswerRow => ({ key, lines: [line], typed });
  if (!review.completed) return [row('It could not be done', review.note, true)];
  return [
    row('Plan then', PLAN_WORDS[review.planThen]),
    row('Plan now', PLAN_WORDS[review.planNow]),
    row('Referred again', RE_REFERRAL_WORDS[review.reReferral]),
    row('The person causing harm', ENGAGEMENT_WORDS[review.engagement]),
    row('Children’s voice heard', VOICE_WORDS[review.childrensVoiceHeard]),
    row('Confidence', CONFIDENCE_WORDS[review.confidence] ?? String(review.confidence)),
    ...(review.note === null ? [] : [row('More', review.note, true)]),
  ];
}
