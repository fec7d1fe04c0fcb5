import { Injectable } from '@nestjs/common';
import { type Actor, isLead } from '@case-consultation/domain';
import { Database, loadConsultation, type Row } from '@case-consultation/database';
import { mustSeeDetail } from '../consultations/access.js';
import { Programmes } from '../programme/programmes.service.js';
import { identifierReasonPlace, type KeptIn } from './case-places.js';

/** Why something that may identify a person was kept, and in what. */
export interface KeptIdentifier {
  kind: KeptIn;
  reason: string;
}

interface KeptRow extends Row {
  kind: KeptIn;
  subject_id: string;
  reason: Buffer;
}

@Injectable()
export class KeptIdentifierQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  /**
   * Of one consultation, in the order given: the leads read all but that of a record which is not shared yet, others what
   * they said themselves.
   * @throws DomainError `not-found`, `conflict-check-first`
   */
  async of(actor: Actor, code: string): Promise<KeptIdentifier[]> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const { consultation } = await loadConsultation(tx, { code });
      mustSeeDetail(consultation, actor);
      const rows = await tx.query<KeptRow>(
        `SELECT kind, subject_id, reason FROM identifier_reason
         WHERE consultation_id = $1 AND (given_by = $2 OR ($3 AND (kind <> 'record' OR $4)))
         ORDER BY given_at, subject_id`,
        [
          consultation.id,
          actor.personId,
          isLead(actor),
          consultation.record === 'shared' || consultation.record === 'agreed',
        ],
      );
      return rows.map(({ kind, subject_id, reason }) => ({
        kind,
        reason: keys.open(identifierReasonPlace(kind, subject_id), reason),
      }));
    });
  }
}
