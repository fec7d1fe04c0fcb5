import { type AskingStep } from '@case-consultation/domain';

/** The steps as the list of steps and the line above each page's heading name them. */
export const TASK_WORDS: Readonly<Record<AskingStep, string>> = {
  'safety-gate': 'Safety first',
  people: 'Your team and who will join you',
  family: 'The case',
  stage: 'Stage and next decision',
  'safety-flags': 'Safety concerns',
  purpose: 'What you want from it',
  conflicts: 'Who must not see this',
  times: 'How and when to meet',
};
