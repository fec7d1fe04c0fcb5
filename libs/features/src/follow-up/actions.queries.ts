import { Injectable } from '@nestjs/common';
import { type About, type ActionStatus, type Actor } from '@case-consultation/domain';
import { Database, loadConsultation, type Row } from '@case-consultation/database';
import { Clock, type ProgrammeKeys } from '@case-consultation/platform';
import { actionPlace } from '../case-text/case-places.js';
import { mustSeeDetail } from '../consultations/access.js';
import { type CasePart, CaseReads } from '../consultations/case-reads.service.js';
import { noteRead } from '../consultations/read-audit.js';
import { type Page, pageOf } from '../paging.js';
import { Programmes } from '../programme/programmes.service.js';

export interface ActionView {
  id: string;
  code: string;
  description: string;
  owner: { id: string; name: string };
  agency: string;
  dueOn: string;
  about: About;
  pathway: { id: string; name: string } | null;
  status: ActionStatus;
  settledAt: Date | null;
}

interface ActionRow extends Row {
  id: string;
  code: string;
  consultation_id: string;
  description: Buffer;
  owner_id: string;
  owner_name: string;
  agency: string;
  due_on: string;
  about: About;
  pathway_id: string | null;
  pathway_name: string | null;
  status: ActionStatus;
  settled_at: Date | null;
}

const SELECT = `
  SELECT a.id, c.code, a.consultation_id, a.description, a.owner_id, p.name AS owner_name, g.name AS agency, a.due_on,
    a.about, a.pathway_id, w.name AS pathway_name, a.status, a.settled_at
  FROM action a JOIN consultation c ON c.id = a.consultation_id JOIN person p ON p.id = a.owner_id
  JOIN agency g ON g.id = a.agency_id LEFT JOIN pathway w ON w.id = a.pathway_id`;

/** The actions of one case, in the order in which they were agreed. There are few. */
export const ACTIONS: CasePart<ActionView[]> = {
  statement: ({ id }) => ({
    name: 'actions-of-case',
    text: `${SELECT} WHERE a.consultation_id = $1 ORDER BY a.id`,
    values: [id],
  }),
  view: (rows, { keys }) => (rows as ActionRow[]).map((row) => viewOf(row, keys)),
  noted: () => 'actions',
};

@Injectable()
export class ActionQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly cases: CaseReads,
    private readonly clock: Clock,
  ) {}

  /** The actions of one consultation, for those who may see the case. There are few: not paged. */
  async ofConsultation(actor: Actor, code: string): Promise<ActionView[]> {
    const [actions] = await this.cases.read(actor, code, ACTIONS);
    return actions;
  }

  /** One action, for its owner and for those who may see the case. */
  async one(actor: Actor, actionId: string): Promise<ActionView> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const { consultation } = await loadConsultation(tx, { actionId });
      const [row] = await tx.query<ActionRow>(`${SELECT} WHERE a.id = $1`, [actionId]);
      if (!row || row.owner_id !== actor.personId) mustSeeDetail(consultation, actor);
      noteRead(tx, consultation.id, 'actions', this.clock.now());
      return viewOf(row as ActionRow, keys);
    });
  }

  /** The open actions I own, soonest due first; noted once for each consultation that they come from. */
  async mine(
    actor: Actor,
    page: { limit: number; after: { dueOn: string; id: string } | null },
  ): Promise<Page<ActionView>> {
    return this.owned(
      actor,
      `a.status = 'open' AND ($3::date IS NULL OR (a.due_on, a.id) > ($3, $4::uuid)) ORDER BY a.due_on, a.id`,
      [page.after?.dueOn ?? null, page.after?.id ?? null],
      page.limit,
    );
  }

  /** The actions I own that are settled, last settled first; noted in the same way. */
  async settled(
    actor: Actor,
    page: { limit: number; after: { settledAt: Date; id: string } | null },
  ): Promise<Page<ActionView>> {
    return this.owned(
      actor,
      `a.status <> 'open' AND ($3::timestamptz IS NULL OR (a.settled_at, a.id) < ($3, $4::uuid))
         ORDER BY a.settled_at DESC, a.id DESC`,
      [page.after?.settledAt ?? null, page.after?.id ?? null],
      page.limit,
    );
  }

  private async owned(
    actor: Actor,
    condition: string,
    after: readonly unknown[],
    limit: number,
  ): Promise<Page<ActionView>> {
    const { keys } = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const rows = await tx.query<ActionRow>(
        `${SELECT} WHERE a.programme_id = $1 AND a.owner_id = $2 AND ${condition} LIMIT $5`,
        [actor.programmeId, actor.personId, ...after, limit + 1],
      );
      const { items, more } = pageOf(rows, limit);
      for (const id of new Set(items.map(({ consultation_id }) => consultation_id))) {
        noteRead(tx, id, 'actions', this.clock.now());
      }
      return { items: items.map((row) => viewOf(row, keys)), more };
    });
  }
}

function viewOf(row: ActionRow, keys: ProgrammeKeys): ActionView {
  return {
    id: row.id,
    code: row.code,
    description: keys.open(actionPlace(row.id), row.description),
    owner: { id: row.owner_id, name: row.owner_name },
    agency: row.agency,
    dueOn: row.due_on,
    about: row.about,
    pathway: row.pathway_id === null ? null : { id: row.pathway_id, name: row.pathway_name ?? '' },
    status: row.status,
    settledAt: row.settled_at,
  };
}
