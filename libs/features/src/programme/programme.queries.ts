import { Injectable } from '@nestjs/common';
import { type Actor, brandShown, type ProgrammeSettings, type Role } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { type Page, pageOf } from '../paging.js';
import { type OpenAgency, Programmes } from './programmes.service.js';

/** What people need of their programme to ask and to follow up. */
export interface ProgrammeView {
  code: string;
  name: string;
  /** As the header shows it; white text can be read on the colour, `#rrggbb`. */
  brand: { name: string; colour: string };
  settings: Pick<
    ProgrammeSettings,
    | 'zone'
    | 'sessionMinutes'
    | 'horizonWeeks'
    | 'targetWorkingDays'
    | 'caseReference'
    | 'allowedMailDomains'
    | 'localContacts'
    | 'reviewWeeks'
  >;
  agencies: readonly OpenAgency[];
}

export interface PathwayView {
  id: string;
  kind: string;
  name: string;
  guidance: string;
  contact: string;
  checkedOn: string;
}

export interface ColleagueView {
  id: string;
  name: string;
  agency: string;
  team: string;
}

export interface MeView {
  id: string;
  name: string;
  email: string;
  roles: readonly Role[];
  agency: string;
  team: string;
}

@Injectable()
export class ProgrammeQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  async programme(actor: Actor): Promise<ProgrammeView> {
    const { code, name, settings, agencies } = await this.programmes.of(actor.programmeId);
    const { zone, sessionMinutes, horizonWeeks, targetWorkingDays } = settings;
    const { caseReference, allowedMailDomains, localContacts, reviewWeeks } = settings;
    return {
      code,
      name,
      brand: brandShown(settings.brand, name),
      settings: {
        zone,
        sessionMinutes,
        horizonWeeks,
        targetWorkingDays,
        caseReference,
        allowedMailDomains,
        localContacts,
        reviewWeeks,
      },
      agencies,
    };
  }

  /** Ready-made pathways, each with the day its contact was last checked. There are few: not paged. */
  async pathways(actor: Actor): Promise<PathwayView[]> {
    return this.database.as(actor, (tx) =>
      tx.query<Row & PathwayView>(
        `SELECT id, kind, name, guidance, contact, checked_on AS "checkedOn" FROM pathway
         WHERE programme_id = $1 AND active ORDER BY name`,
        [actor.programmeId],
      ),
    );
  }

  /** Active colleagues, by name: to name conflicts and the owners of actions. */
  async people(
    actor: Actor,
    page: { limit: number; after: { name: string; id: string } | null; search: string | null },
  ): Promise<Page<ColleagueView>> {
    return this.database.as(actor, async (tx) => {
      const rows = await tx.query<Row & ColleagueView>(
        `SELECT p.id, p.name, g.name AS agency, t.name AS team
         FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id
         WHERE p.programme_id = $1 AND p.active AND ($2::text IS NULL OR p.name ILIKE '%' || $2 || '%')
           AND ($3::text IS NULL OR (p.name, p.id) > ($3, $4::uuid))
         ORDER BY p.name, p.id LIMIT $5`,
        [
          actor.programmeId,
          page.search === null ? null : page.search.replace(/[\\%_]/g, '\\$&'),
          page.after?.name ?? null,
          page.after?.id ?? null,
          page.limit + 1,
        ],
      );
      return pageOf(rows, page.limit);
    });
  }

  /** Those of these ids who are people of the programme, by name. */
  async peopleOf(actor: Actor, ids: readonly string[]): Promise<ColleagueView[]> {
    if (ids.length === 0) return [];
    return this.database.read<Row & ColleagueView>(actor, {
      name: 'people-of',
      text: `SELECT p.id, p.name, g.name AS agency, t.name AS team
         FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id
         WHERE p.programme_id = $1 AND p.id = ANY ($2::uuid[]) ORDER BY p.name, p.id`,
      values: [actor.programmeId, ids],
    });
  }

  /** Who leads the programme, by name: whom to turn to. There are few: not paged. */
  async leads(actor: Actor): Promise<{ name: string; email: string }[]> {
    return this.database.read<Row & { name: string; email: string }>(actor, {
      name: 'leads-of-programme',
      text: `SELECT name, email FROM person WHERE programme_id = $1 AND active AND 'lead' = ANY (roles) ORDER BY name, id`,
      values: [actor.programmeId],
    });
  }

  async me(actor: Actor): Promise<MeView | undefined> {
    const [me] = await this.database.read<Row & MeView>(actor, {
      name: 'me',
      text: `SELECT p.id, p.name, p.email, p.roles, g.name AS agency, t.name AS team
         FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id WHERE p.id = $1`,
      values: [actor.personId],
    });
    return me;
  }
}
