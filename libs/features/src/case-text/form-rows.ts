import {
  type ChildrenByAge,
  type DecisionKind,
  type FlagAnswer,
  type Mode,
  type Purpose,
  type RequestForm,
  type SafetyFlag,
  type SafetyGate,
  type Stage,
} from '@case-consultation/domain';
import { type NamedStatement, type Row, type Transaction } from '@case-consultation/database';
import { type ProgrammeKeys } from '@case-consultation/platform';
import { type CaseColumn, caseKeyOf, casePlace } from './case-places.js';

interface FormRow extends Row {
  id: string;
  safety_gate: SafetyGate | null;
  agency_id: string | null;
  team_id: string | null;
  stage: Stage | null;
  decision_on: string | null;
  decision_kind: DecisionKind | null;
  children: ChildrenByAge | null;
  safety_flags: Partial<Record<SafetyFlag, FlagAnswer>> | null;
  purposes: Purpose[];
  family_works_for_agency: boolean | null;
  mode: Mode | null;
  preferred_times: Date[];
  soonest: boolean;
  case_reference: Buffer | null;
  question: Buffer | null;
  access_needs: Buffer | null;
  identifier_reason: Buffer | null;
  attendees: string[];
  named: string[];
}

/** What a request is made of, beside what is read of every consultation `c`. */
export const FORM_COLUMNS = `c.safety_gate, c.agency_id, c.team_id, c.stage, c.decision_on, c.decision_kind, c.children,
  c.safety_flags, c.purposes, c.family_works_for_agency, t.case_reference, t.question, t.access_needs, t.identifier_reason,
  ARRAY(SELECT email FROM attendee WHERE consultation_id = c.id ORDER BY email) AS attendees,
  ARRAY(SELECT person_id FROM lockout WHERE consultation_id = c.id AND source = 'requester' ORDER BY person_id) AS named`;
export const FORM_JOINS = 'LEFT JOIN case_text t ON t.consultation_id = c.id';

/** The statement that reads a request; `formFrom` understands its row. */
export function formOf(id: string): NamedStatement {
  return {
    name: 'read-form',
    text: `SELECT c.id, c.mode, c.preferred_times, c.soonest, ${FORM_COLUMNS} FROM consultation c ${FORM_JOINS} WHERE c.id = $1`,
    values: [id],
  };
}

/** The request as it stands, case text opened. */
export async function readForm(tx: Transaction, keys: ProgrammeKeys, id: string): Promise<RequestForm> {
  const { text, values, name } = formOf(id);
  return formFrom(await tx.query(text, values, name), keys);
}

/** The request in the row of such a statement, case text opened. */
export function formFrom(rows: readonly Row[] | undefined, keys: ProgrammeKeys): RequestForm {
  const row = rows?.[0] as FormRow | undefined;
  if (!row) throw new Error('The consultation went while it was read');
  const { id } = row;
  const open = (column: CaseColumn): string | null => {
    const sealed = row[column];
    return sealed === null ? null : keys.open(casePlace(column, id), sealed);
  };
  return {
    safetyGate: row.safety_gate,
    agencyId: row.agency_id,
    teamId: row.team_id,
    attendees: row.attendees,
    caseReference: open('case_reference'),
    children: row.children,
    stage: row.stage,
    decisionOn: row.decision_on,
    decisionKind: row.decision_kind,
    safetyFlags: row.safety_flags,
    purposes: row.purposes,
    question: open('question'),
    identifierReason: open('identifier_reason'),
    conflictPersonIds: row.named,
    familyWorksForAgency: row.family_works_for_agency,
    mode: row.mode,
    accessNeeds: open('access_needs'),
    preferredTimes: row.preferred_times,
    soonest: row.soonest,
  };
}

/** Saves the request as it stands now. The case reference is kept twice: sealed, and as a keyed hash to know it again. */
export async function writeForm(
  tx: Transaction,
  keys: ProgrammeKeys,
  id: string,
  form: RequestForm,
  now: Date,
): Promise<void> {
  const seal = (column: CaseColumn, text: string | null): Buffer | null =>
    text === null || text.trim() === '' ? null : keys.seal(casePlace(column, id), text);
  await tx.query(
    `UPDATE consultation SET safety_gate = $2, agency_id = $3, team_id = $4, stage = $5, decision_on = $6,
       decision_kind = $7, children = $8, safety_flags = $9, purposes = $10, family_works_for_agency = $11, mode = $12,
       preferred_times = $13, soonest = $14, saved_at = $15, version = version + 1
     WHERE id = $1`,
    [
      id,
      json(form.safetyGate),
      form.agencyId,
      form.teamId,
      form.stage,
      form.decisionOn,
      form.decisionKind,
      json(form.children),
      json(form.safetyFlags),
      form.purposes,
      form.familyWorksForAgency,
      form.mode,
      form.preferredTimes,
      form.soonest,
      now,
    ],
  );
  await tx.query(
    `INSERT INTO case_text (consultation_id, programme_id, case_reference, case_key, question, access_needs, identifier_reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (consultation_id) DO UPDATE SET case_reference = excluded.case_reference, case_key = excluded.case_key,
       question = excluded.question, access_needs = excluded.access_needs, identifier_reason = excluded.identifier_reason`,
    [
      id,
      tx.actor.programmeId,
      seal('case_reference', form.caseReference),
      form.caseReference === null ? null : caseKeyOf(keys, form.caseReference),
      seal('question', form.question),
      seal('access_needs', form.accessNeeds),
      seal('identifier_reason', form.identifierReason),
    ],
  );
  await writeAttendees(tx, id, form.attendees);
  await tx.query(
    `DELETE FROM lockout WHERE consultation_id = $1 AND source = 'requester' AND person_id <> ALL ($2::uuid[])`,
    [id, form.conflictPersonIds],
  );
  await tx.query(
    `INSERT INTO lockout (consultation_id, person_id, programme_id, source)
     SELECT $1, person, $2, 'requester' FROM unnest($3::uuid[]) AS person ON CONFLICT DO NOTHING`,
    [id, tx.actor.programmeId, form.conflictPersonIds],
  );
}

/**
 * Takes away what was written of a draft that nobody else ever saw; agency and team alone stay, to be counted. How and when
 * to meet are the consultation's own, and its rule's to take away.
 */
export async function eraseForm(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    `UPDATE consultation SET safety_gate = NULL, stage = NULL, decision_on = NULL, decision_kind = NULL, children = NULL,
       safety_flags = NULL, purposes = '{}', family_works_for_agency = NULL WHERE id = $1`,
    [id],
  );
  await tx.query(
    `UPDATE case_text SET case_reference = NULL, case_key = NULL, question = NULL, access_needs = NULL,
       identifier_reason = NULL WHERE consultation_id = $1`,
    [id],
  );
  await tx.query('DELETE FROM attendee WHERE consultation_id = $1', [id]);
  await tx.query(`DELETE FROM lockout WHERE consultation_id = $1 AND source = 'requester'`, [id]);
}

/** Who else attends, each address once. */
export async function writeAttendees(
  tx: Transaction,
  id: string,
  attendees: readonly string[],
): Promise<void> {
  const emails = [...new Set(attendees.map((email) => email.toLowerCase()))];
  await tx.query('DELETE FROM attendee WHERE consultation_id = $1 AND email <> ALL ($2::text[])', [
    id,
    emails,
  ]);
  await tx.query(
    `INSERT INTO attendee (consultation_id, programme_id, email)
     SELECT $1, $2, email FROM unnest($3::text[]) AS email ON CONFLICT DO NOTHING`,
    [id, tx.actor.programmeId, emails],
  );
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
