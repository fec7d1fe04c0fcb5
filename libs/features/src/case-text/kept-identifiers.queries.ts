import { Injectable } from '@nestjs/common';
import { type Actor, isLead } from '@case-consultation/domain';
import { type Row } from '@case-consultation/database';
import { type CasePart, CaseReads } from '../consultations/case-reads.service.js';
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

/** Why something that may identify a person was kept, as far as this reader may know. */
export const KEPT_IDENTIFIERS: CasePart<KeptIdentifier[]> = {
  statement: ({ id, record }, actor) => ({
    name: 'kept-identifiers',
    text: `SELECT kind, subject_id, reason FROM identifier_reason
      WHERE consultation_id = $1 AND (given_by = $2 OR ($3::boolean AND (kind <> 'record' OR $4::boolean)))
      ORDER BY given_at, subject_id`,
    values: [id, actor.personId, isLead(actor), record === 'shared' || record === 'agreed'],
  }),
  view: (rows, { keys }) =>
    (rows as KeptRow[]).map(({ kind, subject_id, reason }) => ({
      kind,
      reason: keys.open(identifierReasonPlace(kind, subject_id), reason),
    })),
  noted: () => null,
};

@Injectable()
export class KeptIdentifierQueries {
  constructor(private readonly cases: CaseReads) {}

  /**
   * Of one consultation, in the order given: the leads read all but that of a record which is not shared yet, others what
   * they said themselves.
   * @throws DomainError `not-found`, `conflict-check-first`
   */
  async of(actor: Actor, code: string): Promise<KeptIdentifier[]> {
    const [kept] = await this.cases.read(actor, code, KEPT_IDENTIFIERS);
    return kept;
  }
}
