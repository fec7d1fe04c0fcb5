import { z } from 'zod';
import { FEEDBACK_COMMENT_LIMIT, GOT_WHAT_WANTED, USEFULNESS } from '@case-consultation/domain';
import { identifierReasonGiven, instant } from '../http/validation/fields.js';

const answers = {
  usefulness: z.enum(USEFULNESS).meta({ description: 'How useful the consultation was' }),
  gotWhatWanted: z
    .enum(GOT_WHAT_WANTED)
    .meta({ description: 'Whether I got what I wanted from the consultation' }),
};
const FEEDBACK_EXAMPLE = {
  usefulness: 'very-useful',
  gotWhatWanted: 'yes',
  comment: 'It helped to name the pattern before the conference.',
};

export const feedbackGiven = z
  .strictObject({
    ...answers,
    comment: z
      .string()
      .max(10 * FEEDBACK_COMMENT_LIMIT)
      .nullable()
      .default(null)
      .meta({
        description: `Anything else, up to ${FEEDBACK_COMMENT_LIMIT} characters, without what identifies anybody`,
      }),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'FeedbackGiven', examples: [FEEDBACK_EXAMPLE] });

export const feedback = z
  .object({
    feedback: z
      .object({ ...answers, comment: z.string().nullable(), givenAt: instant, changeableUntil: instant })
      .nullable()
      .meta({ description: 'Null until it is given. Its consultant is told the answers, not the comment' }),
    mayGive: z.boolean().meta({ description: 'Whether the caller may give or change it now' }),
  })
  .meta({
    id: 'Feedback',
    examples: [
      {
        feedback: {
          ...FEEDBACK_EXAMPLE,
          givenAt: '2027-03-02T15:00:00.000Z',
          changeableUntil: '2027-03-16T15:00:00.000Z',
        },
        mayGive: true,
      },
    ],
  });
