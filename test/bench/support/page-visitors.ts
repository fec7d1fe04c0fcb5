import { Asking, type FormPart, Sessions } from '@case-consultation/features';
import { aRequest } from '../../support/service/request.builder.js';
import { type BenchDatabase } from './database.js';
import { type BenchService } from './service.js';

/** The three kinds of people of a programme, and whoever is not signed in. */
export type Kind = 'practitioner' | 'champion' | 'lead' | 'stranger';

/** What one person may put into an address, and the headers with which they ask. */
export interface Subject {
  readonly kind: Kind;
  /** The parameter of an address that it stands for; null is for addresses without any. */
  readonly parameter: string | null;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Somebody who is not signed in. */
export const A_STRANGER: Subject = { kind: 'stranger', parameter: null, value: '', headers: {} };

interface SubjectRow {
  kind: Kind;
  parameter: 'code' | 'id' | null;
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
    const { rows } = await this.database.admin.query<{ id: string }>(
      `SELECT id FROM person WHERE programme_id = $1 AND roles = '{practitioner}' ORDER BY id LIMIT 1`,
      [this.programmeId],
    );
    const [requester] = rows;
    if (!requester) throw new Error('Nobody is there to ask');
    const actor = { programmeId: this.programmeId, personId: requester.id, roles: ['practitioner' as const] };
    const { code } = await this.service.get(Asking).start(actor, aRequest(given));
    const headers = await this.signedIn(requester.id);
    return { kind: 'practitioner', parameter: 'code', value: code, headers };
  }

  private async subjects(statement: string): Promise<Subject[]> {
    const { rows } = await this.database.admin.query<SubjectRow>(statement, [this.programmeId]);
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
