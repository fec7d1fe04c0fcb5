import {
  DomainError,
  mustHaveNoProblems,
  type RequestForm,
  type RequestProblem,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';

/** What may be given of a form at a time. */
export type FormPart = Partial<RequestForm>;

/** Agency and team of the person who asks. */
export async function ownAgency(tx: Transaction): Promise<{ agencyId: string; teamId: string }> {
  const [row] = await tx.query<{ agency_id: string; team_id: string }>(
    'SELECT agency_id, team_id FROM person WHERE id = $1',
    [tx.actor.personId],
  );
  if (!row) throw new DomainError('not-your-task', 'Only a person can ask for a consultation.');
  return { agencyId: row.agency_id, teamId: row.team_id };
}

/** Agency, team and colleagues are the programme's own; nobody chooses an agency or team that is closed. */
export async function mustExist(tx: Transaction, given: FormPart, form: RequestForm): Promise<void> {
  const asked = 'agencyId' in given || 'teamId' in given || 'conflictPersonIds' in given;
  if (!asked) return;
  const [row] = await tx.query<{ agency: boolean; team: boolean; people: number }>(
    `SELECT ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM agency WHERE id = $1 AND (closed_at IS NULL OR NOT $4))) AS agency,
       ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM team WHERE id = $2 AND agency_id = $1 AND (closed_at IS NULL OR NOT $4))) AS team,
       (SELECT count(*) FROM person WHERE id = ANY ($3::uuid[])) AS people`,
    [form.agencyId, form.teamId, form.conflictPersonIds, 'agencyId' in given || 'teamId' in given],
  );
  const problems: RequestProblem[] = [];
  const refuse = (field: string, message: string) => problems.push({ field, code: 'invalid-input', message });
  if (!row?.agency) refuse('agencyId', 'Select an agency from the list');
  else if (!row.team) refuse('teamId', 'Select a team of that agency');
  if (row?.people !== new Set(form.conflictPersonIds).size)
    refuse('conflictPersonIds', 'Select people from the list');
  mustHaveNoProblems(problems);
}
