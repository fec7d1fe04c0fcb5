import { type Engagement, type PlanStatus, type Review } from '@case-consultation/domain';

type Answers = Extract<Review, { completed: true }>;

/** The closed lists of the look-back as people read them. */
export const PLAN_WORDS: Readonly<Record<PlanStatus, string>> = {
  'child-protection-plan': 'Child protection plan',
  'child-in-need': 'Child in need plan',
  'looked-after': 'Looked after',
  'early-help': 'Early help',
  assessment: 'Assessment',
  closed: 'Closed to children’s social care',
  'not-known': 'Not known',
};

export const ENGAGEMENT_WORDS: Readonly<Record<Engagement, string>> = {
  'not-attempted': 'Nobody has spoken to them about the harm',
  'spoken-to': 'Somebody has spoken to them about the harm',
  'expectations-set': 'It is clear to them what is expected',
  'intervention-offered': 'They were offered help to change',
  'intervention-started': 'They have started help to change',
  'intervention-completed': 'They have finished help to change',
  'not-known': 'Not known',
};

export const RE_REFERRAL_WORDS: Readonly<Record<Answers['reReferral'], string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
};

export const VOICE_WORDS: Readonly<Record<Answers['childrensVoiceHeard'], string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  'not-known': 'Not known',
};

/** From 1 to 5. */
export const CONFIDENCE_WORDS: Readonly<Record<number, string>> = {
  1: 'Not confident',
  2: 'A little confident',
  3: 'Fairly confident',
  4: 'Confident',
  5: 'Very confident',
};
