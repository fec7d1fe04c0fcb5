import { z } from 'zod';
import { type SafetyGate } from '@case-consultation/domain';

/** The safety questions in their order, as the page asks them. */
export const SAFETY_QUESTIONS: readonly {
  readonly name: keyof SafetyGate;
  readonly question: string;
  readonly hint: string | null;
  readonly missing: string;
}[] = [
  {
    name: 'immediateDanger',
    question: 'Is anyone in immediate danger now?',
    hint: null,
    missing: 'Select yes if anyone is in immediate danger now',
  },
  {
    name: 'significantHarm',
    question: 'Could a child be suffering, or be likely to suffer, significant harm?',
    hint: 'Living with domestic abuse is harm to a child in its own right.',
    missing: 'Select yes if a child could be suffering significant harm',
  },
  {
    name: 'referralMade',
    question: 'Has a referral to the MASH been made, or is children’s social care working with the family?',
    hint: 'The MASH is the multi-agency safeguarding hub: the front door of children’s social care.',
    missing: 'Select yes if a referral has been made',
  },
  {
    name: 'highRiskLast14Days',
    question: 'Has the risk been assessed as high in the last 14 days?',
    hint: 'For example, a referral to MARAC.',
    missing: 'Select yes if the risk has been assessed as high in the last 14 days',
  },
];

const answer = (missing: string) =>
  z.enum(['yes', 'no'], { error: missing }).transform((text) => text === 'yes');

const words = Object.fromEntries(SAFETY_QUESTIONS.map(({ name, missing }) => [name, missing])) as Record<
  keyof SafetyGate,
  string
>;

export const safetyForm = z.object({
  immediateDanger: answer(words.immediateDanger),
  significantHarm: answer(words.significantHarm),
  referralMade: answer(words.referralMade),
  highRiskLast14Days: answer(words.highRiskLast14Days),
});
