import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  checkFeedback,
  type FeedbackGiven,
  feedbackChangeableUntil,
  type GotWhatWanted,
  isLead,
  mayGiveFeedback,
  mustBeAbleToGiveFeedback,
  type Usefulness,
} from '@case-consultation/domain';
import {
  Database,
  type NamedStatement,
  notFound,
  onConsultation,
  type Row,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { feedbackPlace } from '../case-text/case-places.js';
import { checkWritten, type MayKeep } from '../case-text/written-text.js';
import { type CasePart, type CaseReading, CaseReads } from '../consultations/case-reads.service.js';
import { Programmes } from '../programme/programmes.service.js';

export interface FeedbackView {
  /** Null until it is given. The comment is null where there is none, and for a reader who is told the answers only. */
  feedback: (FeedbackGiven & { givenAt: Date; changeableUntil: Date }) | null;
  /** Whether this reader may give or change it now. */
  mayGive: boolean;
}

interface FeedbackRow extends Row {
  usefulness: Usefulness;
  got_what_wanted: GotWhatWanted;
  comment: Buffer | null;
  given_at: Date;
}

/**
 * What the practitioner says of a consultation afterwards. It is no event of the consultation and stands in no timeline; no
 * figure about one person is made of it (docs/adr/0013-feedback-and-attendees.md).
 */
@Injectable()
export class Feedback {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly cases: CaseReads,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives it, or changes it while that is still possible: the whole of it each time.
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state`, `invalid-input`, `identifier-found`, `identifier-needs-reason`
   */
  async give(actor: Actor, code: string, given: FeedbackGiven & MayKeep): Promise<FeedbackView> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      if (accessTo(consultation, actor) === 'none') throw notFound();
      const now = this.clock.now();
      const before = await rowOf(tx, consultation.id);
      mustBeAbleToGiveFeedback(consultation, before?.given_at ?? null, actor, now);
      const { usefulness, gotWhatWanted, comment } = checkFeedback(given);
      const { id: consultationId, programmeId } = consultation;
      const { personId } = actor;
      const keepReason = await checkWritten(
        { tx, keys, consultationId, programmeId, personId, now },
        {
          in: 'feedback',
          subjectId: consultationId,
          texts: [{ field: 'comment', text: comment }],
          identifierReason: given.identifierReason,
        },
      );
      const sealed = comment === null ? null : keys.seal(feedbackPlace(consultation.id), comment);
      await tx.query(
        `INSERT INTO feedback (consultation_id, programme_id, usefulness, got_what_wanted, comment, given_by, given_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (consultation_id) DO UPDATE SET usefulness = excluded.usefulness,
           got_what_wanted = excluded.got_what_wanted, comment = excluded.comment, changed_at = excluded.changed_at`,
        [consultation.id, actor.programmeId, usefulness, gotWhatWanted, sealed, actor.personId, now],
      );
      await keepReason();
      return shown(await rowOf(tx, consultation.id), { consultation, actor, keys, now });
    });
  }

  /**
   * As this reader may have it: the requester and the leads all of it, its consultant the two answers without the comment.
   * @throws DomainError `not-found`, `conflict-check-first`
   */
  async view(actor: Actor, code: string): Promise<FeedbackView> {
    const [view] = await this.cases.read(actor, code, FEEDBACK);
    return view;
  }
}

/** How it went for the practitioner. */
export const FEEDBACK: CasePart<FeedbackView> = {
  statement: ({ id }) => feedbackOf(id),
  view: (rows, reading) => shown(rows[0] as FeedbackRow | undefined, reading),
  noted: ({ feedback }) => (feedback?.comment == null ? null : 'feedback'),
};

function shown(row: FeedbackRow | undefined, { consultation, actor, keys, now }: CaseReading): FeedbackView {
  const givenAt = row?.given_at ?? null;
  const mayGive = mayGiveFeedback(consultation, givenAt, actor, now);
  if (!row) return { feedback: null, mayGive };
  const { usefulness, got_what_wanted: gotWhatWanted, comment, given_at } = row;
  const readsAll = isLead(actor) || actor.personId === consultation.requesterId;
  return {
    feedback: {
      usefulness,
      gotWhatWanted,
      comment: comment !== null && readsAll ? keys.open(feedbackPlace(consultation.id), comment) : null,
      givenAt: given_at,
      changeableUntil: feedbackChangeableUntil(given_at),
    },
    mayGive,
  };
}

function feedbackOf(consultationId: string): NamedStatement {
  return {
    name: 'feedback',
    text: 'SELECT usefulness, got_what_wanted, comment, given_at FROM feedback WHERE consultation_id = $1',
    values: [consultationId],
  };
}

function rowOf(tx: Transaction, consultationId: string): Promise<FeedbackRow | undefined> {
  const { text, values, name } = feedbackOf(consultationId);
  return tx.maybe<FeedbackRow>(text, values, name);
}
