import { type z } from 'zod';
import { accessTo, type Consultation, ownerOf } from '@case-consultation/domain';
import { type Caller } from '../operations/who.decorator.js';
import { type standing } from './consultation.dto.js';

/** Where a consultation stands after a change, as far as this person may see it by the one policy. */
export function standingOf(consultation: Consultation, actor: Caller): z.output<typeof standing> {
  const access = accessTo(consultation, actor);
  const { code, status, priority, targetOn, mode, restricted, booking, offer, version } = consultation;
  if (access === 'none') return { access, code };
  const { record, openActions, heldAt, reviewDueOn, reviewDone } = consultation;
  return {
    access,
    code,
    status,
    priority,
    targetOn,
    mode,
    restricted,
    owner: ownerOf(consultation),
    time: booking && { startsAt: booking.startsAt, endsAt: booking.endsAt, status: booking.status },
    offer: offer && { id: offer.id, consultantId: offer.consultantId, expiresAt: offer.expiresAt },
    version,
    detail: access === 'outline' ? null : { record, openActions, heldAt, reviewDueOn, reviewDone },
  };
}
