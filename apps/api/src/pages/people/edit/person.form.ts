import { z } from 'zod';
import { ROLES } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';
import { dayTypedIn, firstInputOf } from '../parts/day-inputs.js';

/** Which version was read. One that is no number was never seen, so that nothing is overwritten. */
const seen = z.coerce.number().int().catch(-1);

const text = z.string().catch('');

/** Who and where they are. What is missing or wrong is for the rules, which say it all at once. */
const details = { name: text, email: text, teamId: text, managerEmail: text };

export const detailsForm = z.object({ seen, ...details, email: z.string().optional() });

const DATES = ['signedOffFrom', 'signedOffUntil'] as const;

/** Roles and the days of sign-off. */
const roles = z
  .looseObject({ roles: z.union([z.string(), z.array(z.string())]).catch([]) })
  .transform((typed, context) => {
    const [from = null, until = null] = DATES.map((name) => {
      const day = dayTypedIn(typed as Typed, name);
      if (day === undefined)
        context.addIssue({ code: 'custom', path: [firstInputOf(name)], message: WRONG_DAY[name] });
      return day ?? null;
    });
    const ticked = new Set([typed.roles].flat());
    return {
      roles: ROLES.filter((role) => ticked.has(role)),
      signedOffFrom: from,
      signedOffUntil: until,
    };
  });

const WRONG_DAY = {
  signedOffFrom: 'The first day of the sign-off must be a real date, with a day, a month and a year',
  signedOffUntil: 'The last day of the sign-off must be a real date, with a day, a month and a year',
} as const;

export const rolesForm = z
  .looseObject({ seen })
  .transform((typed, context) => joined(typed, context, { seen: typed.seen }));

export const newPersonForm = z
  .looseObject({ ...details, invite: z.literal('yes').optional().catch(undefined) })
  .transform((typed, context) => {
    const { name, email, teamId, managerEmail, invite } = typed;
    return joined(typed, context, { name, email, teamId, managerEmail, invite: invite === 'yes' });
  });

/** These fields, and the roles and days beside them. */
function joined<T extends object>(
  typed: object,
  context: z.RefinementCtx,
  fields: T,
): T & z.output<typeof roles> {
  const read = roles.safeParse(typed);
  if (!read.success) {
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  }
  return { ...fields, ...read.data };
}

/** Where on the page the input of a rule's field is. */
export function inputOf(field: string): string {
  return DATES.some((name) => name === field) ? firstInputOf(field) : field;
}
