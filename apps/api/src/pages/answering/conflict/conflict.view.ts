import { z } from 'zod';
import { formatPeriod } from '@case-consultation/domain';
import { page, type ShownPage } from '../../kit/answer.js';
import { type FormState } from '../../kit/form-state.js';

/** A form of which only that it was sent counts. */
export const anyForm = z.object({});

/** “I have a conflict”: what happens then, and one button. */
export function conflictPage(
  facts: { time: { startsAt: Date; endsAt: Date } | null; backHref: string; isBooked: boolean },
  zone: string,
  form: FormState,
  status: number,
): ShownPage {
  const { time, backHref: cancelHref, isBooked } = facts;
  const view = { cancelHref, isBooked, when: time && formatPeriod(time.startsAt, time.endsAt, zone) };
  return page('answering/conflict/conflict', 'You have a conflict', view, {
    form,
    status,
    section: '/consulting',
  });
}
