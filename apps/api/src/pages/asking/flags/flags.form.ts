import { z } from 'zod';
import { type FlagAnswer, SAFETY_FLAG_WORDS, SAFETY_FLAGS, type SafetyFlag } from '@case-consultation/domain';

/** How the radios of a flag are named. */
export const flagField = (flag: SafetyFlag): string => `safetyFlags-${flag}`;

export const FLAG_ANSWERS = { yes: 'Yes', no: 'No', 'not-known': 'Not known' } as const satisfies Readonly<
  Record<FlagAnswer, string>
>;

const answer = (flag: SafetyFlag) =>
  z.enum(['yes', 'no', 'not-known'], { error: `Select yes, no or not known for ${SAFETY_FLAG_WORDS[flag]}` });

/** @param all whether each has to be answered, or some can be left for later */
export const flagsForm = (all: boolean) =>
  z
    .object(
      Object.fromEntries(
        SAFETY_FLAGS.map((flag) => [flagField(flag), all ? answer(flag) : answer(flag).optional()]),
      ),
    )
    .transform((typed) =>
      SAFETY_FLAGS.flatMap((flag) => {
        const given = typed[flagField(flag)];
        return given === undefined ? [] : [[flag, given] as const];
      }),
    );
