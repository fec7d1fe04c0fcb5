import { type Actor, isLead } from '@case-consultation/domain';
import { type NamedStatement, type Transaction } from '@case-consultation/database';

/** What of a consultation was read. */
export type ReadWhat = 'case-detail' | 'record' | 'actions' | 'review' | 'feedback' | 'history-reasons';

/** One entry as it is given to the chain, whose trigger adds number and hash. */
export interface ReadNote {
  at: Date;
  person_id: string | null;
  consultation_id: string;
  what: ReadWhat;
  why: 'lead' | 'party';
}

export function whyOf(actor: Actor): ReadNote['why'] {
  return isLead(actor) ? 'lead' : 'party';
}

/** Adds entries to the audit of who read case text: who, when, which, what and why. */
export function notesOf(programmeId: string, notes: readonly ReadNote[]): NamedStatement {
  return {
    name: 'note-reads',
    text: `INSERT INTO read_audit (programme_id, at, person_id, consultation_id, what, why)
      SELECT $1, n.at, n.person_id, n.consultation_id, n.what, n.why
      FROM jsonb_to_recordset($2::jsonb) AS n (at timestamptz, person_id uuid, consultation_id uuid, what text, why text)`,
    values: [programmeId, JSON.stringify(notes)],
  };
}

/** Notes that the actor read case text, in the transaction that read it. */
export function noteRead(tx: Transaction, consultationId: string, what: ReadWhat, now: Date): void {
  const { actor } = tx;
  const note = {
    at: now,
    person_id: actor.personId,
    consultation_id: consultationId,
    what,
    why: whyOf(actor),
  };
  tx.atLast(notesOf(actor.programmeId, [note]));
}
