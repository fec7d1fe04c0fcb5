import { z } from 'zod';
import {
  AGE_BANDS,
  DECISION_KINDS,
  MODES,
  PURPOSES,
  REQUEST_LIMITS,
  SAFETY_FLAGS,
  STAGES,
} from '@case-consultation/domain';
import { day, dayGiven, id, instant, instantGiven, listOf } from '../http/validation/fields.js';

/** The request form: what a practitioner gives, and reads back. Which values are sensible is for the rules. */

/** Far above what a rule allows, so that the rule's words are what a person reads. */
const textUpTo = (limit: number) => z.string().max(10 * limit);

const safetyGate = z
  .strictObject({
    immediateDanger: z.boolean(),
    significantHarm: z.boolean(),
    referralMade: z.boolean(),
    highRiskLast14Days: z.boolean(),
  })
  .nullable()
  .meta({ description: 'Answered first. A consultation never replaces a referral, a MARAC or supervision' });

const shared = {
  safetyGate,
  agencyId: id.nullable(),
  teamId: id.nullable(),
  caseReference: textUpTo(REQUEST_LIMITS.caseReference)
    .nullable()
    .meta({ description: 'In the programme’s own format. Encrypted, and never in a URL, mail or log' }),
  children: z
    .partialRecord(z.enum(AGE_BANDS), z.int())
    .nullable()
    .meta({ description: 'How many children in each age band. Never dates of birth' }),
  stage: z.enum(STAGES).nullable(),
  decisionKind: z.enum(DECISION_KINDS).nullable(),
  safetyFlags: z.partialRecord(z.enum(SAFETY_FLAGS), z.enum(['yes', 'no', 'not-known'])).nullable(),
  question: textUpTo(REQUEST_LIMITS.question)
    .nullable()
    .meta({
      description: `What to think about, up to ${REQUEST_LIMITS.question} characters, without what identifies anybody`,
    }),
  identifierReason: textUpTo(REQUEST_LIMITS.identifierReason)
    .nullable()
    .meta({ description: 'Why something that looks like an identifier has to stay' }),
  familyWorksForAgency: z.boolean().nullable().meta({
    description: 'Someone in the family works for a partner agency: the consultation is restricted',
  }),
  mode: z.enum(MODES).nullable(),
  accessNeeds: textUpTo(REQUEST_LIMITS.accessNeeds).nullable(),
  soonest: z.boolean(),
};

const SAFETY_FLAGS_EXAMPLE = Object.fromEntries(
  SAFETY_FLAGS.map((flag) => [flag, flag === 'escalation' ? 'yes' : 'no']),
);

/** A form that can be submitted, given the ids and times of a programme. */
export const REQUEST_EXAMPLE = {
  safetyGate: {
    immediateDanger: false,
    significantHarm: true,
    referralMade: true,
    highRiskLast14Days: false,
  },
  caseReference: 'C-2026-1042',
  children: { '0-4': 1, '5-9': 1 },
  stage: 'section-47',
  decisionOn: '2027-03-12',
  decisionKind: 'conference',
  safetyFlags: SAFETY_FLAGS_EXAMPLE,
  purposes: ['see-the-pattern', 'prepare-for-a-conference'],
  question: 'How do we describe the pattern without blaming the survivor?',
  familyWorksForAgency: false,
  mode: 'video',
  preferredTimes: ['2027-03-02T10:00:00Z'],
};

/** Any part of the form; what is left out stays as it was. */
export const requestPart = z
  .strictObject({
    ...shared,
    attendees: z
      .array(z.string().max(320))
      .max(10 * REQUEST_LIMITS.attendees)
      .meta({ description: 'Work e-mails of others who will attend' }),
    decisionOn: dayGiven.nullable(),
    purposes: z.array(z.enum(PURPOSES)).max(10 * PURPOSES.length),
    conflictPersonIds: z.array(id).max(100).meta({ description: 'Colleagues who must not see this' }),
    preferredTimes: z
      .array(instantGiven)
      .max(10 * REQUEST_LIMITS.preferredTimes)
      .meta({ description: 'Up to three starts in order of preference, or none with `soonest`' }),
  })
  .partial()
  .meta({ id: 'RequestPart', examples: [REQUEST_EXAMPLE] });

/** The form as it stands. */
export const requestForm = z
  .object({
    ...shared,
    attendees: listOf(z.string()),
    decisionOn: day.nullable(),
    purposes: listOf(z.enum(PURPOSES)),
    conflictPersonIds: listOf(id),
    preferredTimes: listOf(instant),
  })
  .meta({ id: 'RequestForm' });
