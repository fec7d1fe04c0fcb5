import { z } from 'zod';
import { NOT_HELD_REASONS } from '@case-consultation/domain';
import { identifierReasonGiven, instantGiven, reasonGiven } from '../http/validation/fields.js';
import { timesGiven } from './asking.dto.js';

export const move = z
  .strictObject({ startsAt: instantGiven, reason: reasonGiven, identifierReason: identifierReasonGiven })
  .meta({ id: 'Move', examples: [{ startsAt: '2027-03-03T14:00:00Z', reason: 'The conference was moved' }] });

/** Other times may be said in the same breath, by the person who asked; what they wished before holds otherwise. */
export const cancellation = z
  .strictObject({ reason: reasonGiven, identifierReason: identifierReasonGiven, ...timesGiven })
  .partial({ preferredTimes: true, soonest: true })
  .meta({ id: 'Cancellation', examples: [{ reason: 'I am in court that day', soonest: true }] });

/** The other times in a cancellation, if any were said. */
export function wishIn({ preferredTimes, soonest }: z.output<typeof cancellation>) {
  if (preferredTimes === undefined && soonest === undefined) return null;
  return { preferredTimes: preferredTimes ?? [], soonest: soonest ?? false };
}

export const attendance = z
  .discriminatedUnion('held', [
    z.strictObject({
      held: z.literal(true),
      minutesLate: z.int().default(0).meta({ description: 'How late it began, 0 to 60' }),
    }),
    z.strictObject({
      held: z.literal(false),
      because: z.enum(NOT_HELD_REASONS).meta({ description: 'Whom or what it failed on' }),
      next: z.enum(['rebook', 'close']),
    }),
  ])
  .meta({ id: 'Attendance', examples: [{ held: true, minutesLate: 5 }] });

export const attendeeList = z
  .strictObject({
    attendees: z.array(z.string().max(254)).max(30).meta({
      description: 'Work e-mails of everybody else who attends, up to 10, on the programme’s domains',
    }),
  })
  .meta({ id: 'AttendeeList', examples: [{ attendees: ['sam.colleague@social-care.example.org'] }] });
