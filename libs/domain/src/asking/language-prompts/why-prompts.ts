import { type LanguageKind } from './language-pattern.js';

/** "Why this prompt?": the same for every prompt of its kind, and about the words, never about the person who wrote them. */
export const WHY_PROMPTS: Readonly<Record<LanguageKind, string>> = {
  'victim-blaming':
    'Words like these can make it sound as if the survivor caused the harm, or could have stopped it. Saying who did what keeps the responsibility where it is, and shows what the survivor already does for safety.',
  mutualising:
    'Words like these can make it sound as if both did the same. Saying who did what to whom, and to what effect, shows the pattern to everyone who reads it after you.',
  minimising:
    'Words like these can make the harm sound smaller than it is. Saying what happened, how often and with what effect helps others to see the risk.',
  'perpetrator-invisible':
    'Words like these can leave out the person who causes the harm. Naming them as the one who acts keeps the plan on the behaviour that has to change.',
};
