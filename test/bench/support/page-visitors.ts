import { type Actor, SETTING_GROUPS } from '@case-consultation/domain';
import {
  Asking,
  Cover,
  type FormPart,
  People,
  PeopleImports,
  ProgrammeSetup,
  Sessions,
} from '@case-consultation/features';
import { aRequest } from '../../support/service/request.builder.js';
import { type BenchDatabase } from './database.js';
import { type BenchService } from './service.js';

/** The three kinds of people of a programme, and whoever is not signed in. */
export type Kind = 'practitioner' | 'champion' | 'lead' | 'stranger';

/** What one person may put into an address, and the headers with which they ask. */
export interface Subject {
  readonly kind: Kind;
  /** The parameters of an address that it stands for, such as `code` or `id/:code`; null is for addresses without any. */
  readonly parameter: string | null;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Somebody who is not signed in. */
export const A_STRANGER: Subject = { kind: 'stranger', parameter: null, value: '', headers: {} };

interface SubjectRow {
  kind: Kind;
  parameter: 'code' | 'id' | 'id/:code' | 'group' | null;
  value: string;
  person: string;
}

/** Everybody with everything that they have a part in, in SQL; $1 is the programme. */
const PARTY = `
  SELECT c.*, kind, person FROM consultation c, LATERAL (VALUES
    ('practitioner', c.requester_id), ('champion', c.consultant_id),
    ('lead', (SELECT id FROM person WHERE programme_id = $1 AND 'lead' = ANY (roles) ORDER BY id LIMIT 1))
  ) AS part (kind, person)
  WHERE c.programme_id = $1 AND person IS NOT NULL`;

/** The people of one programme with sessions of their own, and what they can open. */
export class PageVisitors {
  private readonly sessions = new Map<string, string>();

  constructor(
    private readonly database: BenchDatabase,
    private readonly service: BenchService,
    private readonly programmeId: string,
  ) {}

  /**
   * For every kind of person one consultation of every status, state of its record and past or coming time, an action of
   * every status, and everybody's first open offer.
   */
  things(): Promise<Subject[]> {
    return this.subjects(`
      WITH party AS (${PARTY})
      (SELECT DISTINCT ON (kind, p.status, r.state, b.starts_at < now()) kind, 'code' AS parameter, code AS value, person
       FROM party p
       LEFT JOIN consultation_record r ON r.consultation_id = p.id
       LEFT JOIN booking b ON b.consultation_id = p.id AND b.status IN ('tentative', 'confirmed')
       ORDER BY kind, p.status, r.state, b.starts_at < now(), p.id DESC)
      UNION ALL
      (SELECT DISTINCT ON (kind, a.status) kind, 'id', a.id::text, person
       FROM action a JOIN party p ON p.id = a.consultation_id AND (p.person = a.owner_id OR p.kind = 'lead')
       ORDER BY kind, a.status, a.id DESC)
      UNION ALL
      (SELECT DISTINCT ON (consultant_id) 'champion', 'id', id::text, consultant_id FROM offer
       WHERE programme_id = $1 AND status = 'open' ORDER BY consultant_id, id)`);
  }

  /** Of every kind the two who have a part in most, for pages that are about nothing in particular. */
  busiest(): Promise<Subject[]> {
    return this.subjects(`
      SELECT kind, NULL AS parameter, '' AS value, person FROM (
        SELECT kind, person, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC) AS place
        FROM (${PARTY}) party GROUP BY kind, person) AS counted
      WHERE place <= 2`);
  }

  /** A request that somebody is writing. */
  async draft(given: FormPart): Promise<Subject> {
    const requester = await this.person(`roles = '{practitioner}'`);
    const actor = { programmeId: this.programmeId, personId: requester, roles: ['practitioner' as const] };
    const { code } = await this.service.get(Asking).start(actor, aRequest(given));
    const headers = await this.signedIn(requester);
    return { kind: 'practitioner', parameter: 'code', value: code, headers };
  }

  /**
   * What a lead looks after: people, agencies, teams, pathways and settings; and what they do not have before they ask for it: a
   * plan for when the busiest consultant is away for good, a file of new people, somebody deactivated.
   */
  async lookedAfter(): Promise<Subject[]> {
    const lead = await this.person(`'lead' = ANY (roles)`);
    const actor = { programmeId: this.programmeId, personId: lead, roles: ['lead' as const] };
    const csv = `Name,Email,Agency,Team\n${Array.from({ length: 200 }, (_, n) => `New ${n},new-${n}@nowhere.example.org,None,`).join('\n')}\n`;
    const { id: importId } = await this.service.get(PeopleImports).read(actor, csv);
    const { rows } = await this.database.admin.query<{ consultant: string; today: string }>(
      `SELECT consultant_id AS consultant, current_date::text AS today FROM booking
       WHERE programme_id = $1 AND status = 'confirmed' AND starts_at > now()
       GROUP BY consultant_id ORDER BY count(*) DESC, consultant_id LIMIT 1`,
      [this.programmeId],
    );
    const [busiest] = rows;
    if (!busiest) throw new Error('Nobody has a booking');
    const away = { consultantId: busiest.consultant, from: busiest.today, until: null, whatIf: true };
    const planId = await this.service.get(Cover).plan(actor, away);
    const gone = await this.somebodyGone(actor);
    return this.subjects(
      `WITH lead AS (SELECT $2::uuid AS person)
       SELECT 'lead' AS kind, parameter, value, person FROM lead, LATERAL (
         SELECT 'group' AS parameter, unnest($3::text[]) AS value
         UNION ALL SELECT 'id', unnest($4::text[])
         UNION ALL SELECT 'id/:code', $5::text || '/' || code FROM
           (SELECT code FROM consultation WHERE programme_id = $1 AND consultant_id = $6 AND status = 'booked' LIMIT 20) AS theirs
         UNION ALL (SELECT 'id', id::text FROM agency WHERE programme_id = $1 LIMIT 1)
         UNION ALL (SELECT 'id', id::text FROM team WHERE programme_id = $1 LIMIT 1)
         UNION ALL (SELECT 'id', id::text FROM pathway WHERE programme_id = $1 LIMIT 1)) AS things`,
      [lead, SETTING_GROUPS, [busiest.consultant, gone, importId, planId], planId, busiest.consultant],
    );
  }

  /** Somebody deactivated, whom nothing else is about. */
  private async somebodyGone(lead: Actor): Promise<string> {
    const { rows } = await this.database.admin.query<{ agencyId: string; teamId: string }>(
      'SELECT agency_id AS "agencyId", id AS "teamId" FROM team WHERE programme_id = $1 ORDER BY id LIMIT 1',
      [this.programmeId],
    );
    const [place] = rows;
    if (!place) throw new Error('There is no team');
    const email = 'gone@elmbrook.example.org';
    const person = { name: 'Gone Elsewhere', email, roles: ['practitioner' as const], ...place };
    const id = await this.service.get(ProgrammeSetup).addPerson(this.programmeId, person);
    await this.service.get(People).deactivate(lead, id);
    return id;
  }

  /** The first of the programme of whom this is true, in SQL. */
  private async person(isTrue: string): Promise<string> {
    const { rows } = await this.database.admin.query<{ id: string }>(
      `SELECT id FROM person WHERE programme_id = $1 AND ${isTrue} ORDER BY id LIMIT 1`,
      [this.programmeId],
    );
    const [found] = rows;
    if (!found) throw new Error(`There is nobody with ${isTrue}`);
    return found.id;
  }

  private async subjects(statement: string, values: readonly unknown[] = []): Promise<Subject[]> {
    const { rows } = await this.database.admin.query<SubjectRow>(statement, [this.programmeId, ...values]);
    const subjects: Subject[] = [];
    for (const { person, ...subject } of rows)
      subjects.push({ ...subject, headers: await this.signedIn(person) });
    return subjects;
  }

  private async signedIn(personId: string): Promise<Subject['headers']> {
    let token = this.sessions.get(personId);
    token ??= (await this.service.get(Sessions).open(this.programmeId, personId)).token;
    this.sessions.set(personId, token);
    return { cookie: `__Host-session=${token}` };
  }
}
