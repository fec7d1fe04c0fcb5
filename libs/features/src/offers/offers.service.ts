import { Injectable } from '@nestjs/common';
import {
  acceptOffer,
  accessTo,
  type Actor,
  clearConflict,
  type Consultation,
  declareConflict,
  declineOffer,
  type DeclineReason,
  DomainError,
  expireOffer,
  hasExpired,
  type Outcome,
  unchanged,
} from '@case-consultation/domain';
import { notFound, type Parties, type Transaction } from '@case-consultation/database';
import { type MayKeep, reasonWritten, type Written } from '../case-text/written-text.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { oweMessages } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { hasSaidConflict } from './said-conflict.js';

/** What a consultant answers to an offer, and what time does to it. */
@Injectable()
export class Offers {
  constructor(
    private readonly changes: ConsultationChanges,
    private readonly identity: ServiceIdentity,
  ) {}

  accept(actor: Actor, offerId: string, answer: { noConflict: boolean }): Promise<Consultation> {
    return this.answer(actor, offerId, (consultation, { now }) =>
      acceptOffer(consultation, offerId, answer.noConflict, actor, now),
    );
  }

  decline(
    actor: Actor,
    offerId: string,
    answer: { because: DeclineReason; reason: string | null } & MayKeep,
  ): Promise<Consultation> {
    return this.answer(
      actor,
      offerId,
      (consultation) => declineOffer(consultation, offerId, answer, actor),
      reasonWritten(answer),
    );
  }

  /** "Conflict", of the offer that is open. Needs no explanation. */
  conflict(actor: Actor, offerId: string): Promise<Consultation> {
    return this.answer(actor, offerId, (consultation, { parties }) => {
      if (consultation.offer?.id !== offerId) throw offerClosed();
      mustLeaveALead(actor, parties);
      return declareConflict(consultation, actor);
    });
  }

  /**
   * "Conflict", of a consultation that is booked already. Said twice it is told kindly that it is done, although the
   * consultation is not theirs to see any more.
   */
  conflictWhenBooked(actor: Actor, code: string): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      async (consultation, { tx, parties }) => {
        if (accessTo(consultation, actor) === 'none') {
          throw (await hasSaidConflict(tx, actor, code)) ? conflictIsSaid() : notFound();
        }
        mustLeaveALead(actor, parties);
        return declareConflict(consultation, actor);
      },
      { mayAct: () => true },
    );
  }

  noConflict(actor: Actor, code: string): Promise<Consultation> {
    return this.changes.change(actor, { code }, (consultation, { now }) =>
      clearConflict(consultation, actor, now),
    );
  }

  /**
   * Ends an offer whose time is over. One that was answered meanwhile is left as it is.
   * @throws Error when it is not over by this machine's clock, although another's found it due: to be tried again
   */
  async expire(service: Actor, offerId: string): Promise<void> {
    await this.changes.change(service, { offerId }, (consultation, { now }) => {
      const { offer } = consultation;
      if (offer?.id !== offerId) return unchanged(consultation);
      if (!hasExpired(offer, now)) throw new Error('By this clock the offer has not ended yet');
      return expireOffer(consultation, offerId, now);
    });
  }

  /** Half of the window has gone: one plain mail, if the offer is still open. */
  async remind(service: Actor, offerId: string): Promise<void> {
    await this.changes.change(service, { offerId }, async (consultation, { tx, parties, now }) => {
      const { offer, booking, mode } = consultation;
      if (offer?.id === offerId && booking && parties.consultant) {
        const message = {
          kind: 'offer-reminder',
          consultation,
          to: parties.consultant,
          subject: offerId,
          occasion: 0,
          booking,
          mode,
        } as const;
        await oweMessages(tx, [message], this.identity.mailDomain, now);
      }
      return unchanged(consultation);
    });
  }

  /** Whoever was asked and answers too late is told so, although the consultation is not theirs to see any more. */
  private answer(
    actor: Actor,
    offerId: string,
    rule: (consultation: Consultation, change: Change) => Outcome,
    written?: Written,
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { offerId },
      async (consultation, change) => {
        if (accessTo(consultation, actor) === 'none') {
          throw (await wasAsked(change.tx, offerId, actor)) ? offerClosed() : notFound();
        }
        return rule(consultation, change);
      },
      { mayAct: () => true, ...(written && { written }) },
    );
  }
}

/** A conflict locks out for good; of the only lead, it would leave nobody to look after the consultation. */
function mustLeaveALead(actor: Actor, { leads }: Parties): void {
  if (!leads.some(({ id }) => id === actor.personId) || leads.length > 1) return;
  throw new DomainError(
    'nobody-available',
    'You are the only lead, so nobody would be left to look after this. Decline or reassign it, and have a deputy named.',
  );
}

function offerClosed(): DomainError {
  return new DomainError('offer-closed', 'This offer is no longer open. There is nothing you need to do.');
}

function conflictIsSaid(): DomainError {
  return new DomainError(
    'wrong-state',
    'You have said that you have a conflict. Someone else is asked, and there is nothing more you need to do.',
  );
}

async function wasAsked(tx: Transaction, offerId: string, actor: Actor): Promise<boolean> {
  const row = await tx.maybe('SELECT 1 FROM offer WHERE id = $1 AND consultant_id = $2', [
    offerId,
    actor.personId,
  ]);
  return row !== undefined;
}
