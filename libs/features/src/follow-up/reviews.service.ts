import { Injectable } from '@nestjs/common';
import {
  type Actor,
  checkReview,
  completeReview,
  type Consultation,
  dayOf,
  type Review,
  unchanged,
} from '@case-consultation/domain';
import { ReviewEntity, type Row } from '@case-consultation/database';
import { reviewPlace } from '../case-text/case-places.js';
import { type MayKeep } from '../case-text/written-text.js';
import { mustSeeDetail } from '../consultations/access.js';
import { type CasePart, CaseReads } from '../consultations/case-reads.service.js';
import { ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { oweMessages } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';

export interface ReviewView {
  dueOn: string | null;
  done: boolean;
  review: Review | null;
}

interface ReviewRow extends Row {
  completed: boolean;
  answers: object;
  note: Buffer | null;
}

/** What has changed since, once it was said. */
export const REVIEW: CasePart<ReviewView> = {
  statement: ({ id }) => ({
    name: 'review-of-case',
    text: 'SELECT completed, answers, note FROM review WHERE consultation_id = $1',
    values: [id],
  }),
  view: (rows, { consultation, keys }) => {
    const { reviewDueOn: dueOn, reviewDone: done } = consultation;
    const row = rows[0] as ReviewRow | undefined;
    if (!row) return { dueOn, done, review: null };
    const note = row.note === null ? null : keys.open(reviewPlace(consultation.id), row.note);
    return { dueOn, done, review: { ...row.answers, completed: row.completed, note } as Review };
  },
  noted: ({ review }) => (review === null ? null : 'review'),
};

/** The look-back some weeks later, and the mails that ask for it and for the record. */
@Injectable()
export class Reviews {
  constructor(
    private readonly changes: ConsultationChanges,
    private readonly cases: CaseReads,
    private readonly identity: ServiceIdentity,
  ) {}

  complete(
    actor: Actor,
    code: string,
    review: Review,
    { identifierReason }: MayKeep = {},
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      (consultation, { now, programme }) => {
        mustSeeDetail(consultation, actor);
        checkReview(review);
        return completeReview(consultation, review.completed, actor, dayOf(now, programme.settings.zone));
      },
      {
        written: { in: 'review', texts: [{ field: 'note', text: review.note }], identifierReason },
        alongside: async ({ tx, programme, consultation, now }) => {
          const { note, completed, ...answers } = review;
          await tx.orm.insert(ReviewEntity, {
            consultationId: consultation.id,
            programmeId: consultation.programmeId,
            completed,
            answers,
            note:
              note === null || note.trim() === ''
                ? null
                : programme.keys.seal(reviewPlace(consultation.id), note),
            doneBy: actor.personId ?? '',
            doneAt: now,
          });
        },
      },
    );
  }

  async view(actor: Actor, code: string): Promise<ReviewView> {
    const [review] = await this.cases.read(actor, code, REVIEW);
    return review;
  }

  /** On its day the practitioner is asked, once. */
  async ask(service: Actor, consultationId: string): Promise<void> {
    await this.changes.change(
      service,
      { id: consultationId },
      async (consultation, { tx, parties, programme, now }) => {
        const { status, reviewDone, reviewDueOn } = consultation;
        const due = reviewDueOn !== null && reviewDueOn <= dayOf(now, programme.settings.zone);
        if (status === 'held' && !reviewDone && due) {
          const message = {
            kind: 'review-due',
            consultation,
            to: parties.requester,
            subject: consultation.id,
            occasion: 0,
          } as const;
          await oweMessages(tx, [message], this.identity.mailDomain, now);
        }
        return unchanged(consultation);
      },
    );
  }

  /** The working day after, the consultant is asked for what is still missing: whether it was held, or the record. */
  async askForRecord(service: Actor, consultationId: string): Promise<void> {
    await this.changes.change(service, { id: consultationId }, async (consultation, { tx, parties, now }) => {
      const { status, booking, record, version } = consultation;
      const unsaid = status === 'booked' && booking !== null && booking.endsAt < now;
      const unwritten = status === 'held' && (record === 'none' || record === 'started');
      if ((unsaid || unwritten) && parties.consultant) {
        const message = {
          kind: 'record-owed',
          consultation,
          to: parties.consultant,
          subject: consultation.id,
          // Once while nobody said whether it was held, once while the record is missing.
          occasion: unsaid ? version : 0,
        } as const;
        await oweMessages(tx, [message], this.identity.mailDomain, now);
      }
      return unchanged(consultation);
    });
  }
}
