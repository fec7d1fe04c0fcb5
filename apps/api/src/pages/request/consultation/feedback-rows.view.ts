import { type FeedbackGiven, GOT_WHAT_WANTED_WORDS, USEFULNESS_WORDS } from '@case-consultation/domain';
import { type AnswerRow } from './answers.view.js';

/** What the practitioner said of the consultation; without the comment for a reader who is not told it. */
export function feedbackRows({ usefulness, gotWhatWanted, comment }: FeedbackGiven): AnswerRow[] {
  const row = (key: string, line: string, typed = false): AnswerRow => ({ key, lines: [line], typed });
  return [
    row('How useful was it?', USEFULNESS_WORDS[usefulness]),
    row('Did you get what you wanted from it?', GOT_WHAT_WANTED_WORDS[gotWhatWanted]),
    ...(comment === null ? [] : [row('Anything else', comment, true)]),
  ];
}
