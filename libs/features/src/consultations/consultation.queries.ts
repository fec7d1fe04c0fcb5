import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  type ChildrenByAge,
  type Consultation,
  type Mode,
  type Priority,
  type RequestForm,
  type Stage,
  type Status,
} from '@case-consultation/domain';
import {
  consultationFrom,
  Database,
  type Further,
  type NamedStatement,
  notFound,
  readOf,
  type Row,
} from '@case-consultation/database';
import { formFrom, formOf } from '../case-text/form-rows.js';
import { historyPlace } from '../case-text/case-places.js';
import { type Page, pageOf } from '../paging.js';
import { Names } from '../programme/names.service.js';
import { Programmes } from '../programme/programmes.service.js';
import { visibleTo } from './access.js';
import { type CasePart, CaseReads } from './case-reads.service.js';
import { ReadNotes } from './read-notes.service.js';
import { type ConsultationOutline, namedIn, OUTLINE_COLUMNS, outlineOf, type OutlineRow } from './outline.js';
import { asToldTo } from './told-history.js';
import { requestAsToldTo } from './told-request.js';

/** All of it, for those who may see the case. */
export interface ConsultationDetail extends ConsultationOutline {
  access: 'detail';
  requester: { id: string; name: string };
  request: RequestForm;
  attendees: readonly string[];
  children: ChildrenByAge | null;
  record: Consultation['record'];
  openActions: number;
  heldAt: Date | null;
  reviewDueOn: string | null;
  reviewDone: boolean;
}

/** How far a consultation has come, without what it is about. */
export interface ConsultationStanding extends ConsultationOutline {
  requesterId: string;
  /** Whether the reader asked for it. */
  isMine: boolean;
  /** Whether the reader holds consultations. */
  readerConsults: boolean;
  record: Consultation['record'];
  openActions: number;
  heldAt: Date | null;
  reviewDueOn: string | null;
  reviewDone: boolean;
}

export interface ConsultationListItem {
  id: string;
  code: string;
  status: Status;
  priority: Priority | null;
  targetOn: string | null;
  mode: Mode | null;
  agency: string | null;
  stage: Stage | null;
  requesterId: string;
  consultant: { id: string; name: string } | null;
  startsAt: Date | null;
  submittedAt: Date | null;
  statusSince: Date;
}

/** Which consultations, and in which order: newest first, or by the day they should be held. */
export interface ListWish {
  status: Status | null;
  role: 'requester' | 'consultant' | null;
  order: 'newest' | 'target';
  limit: number;
  after: { id: string; targetOn: string | null } | null;
}

@Injectable()
export class ConsultationQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly names: Names,
    private readonly notes: ReadNotes,
    private readonly cases: CaseReads,
  ) {}

  /**
   * One consultation, as far as this person may see it; reading the detail is noted in the audit.
   * @throws DomainError `not-found`
   */
  async get(actor: Actor, code: string): Promise<ConsultationOutline | ConsultationDetail> {
    const rows = await this.database.read(actor, readOf(code, OUTLINE));
    const consultation = consultationFrom(rows);
    const access = accessTo(consultation, actor);
    const row = rows[0] as OutlineRow | undefined;
    if (access === 'none' || !row) throw notFound();
    const names = await this.names.of(actor.programmeId, namedIn(consultation, row));
    const outline = outlineOf(consultation, row, names, access);
    if (access === 'outline') return outline;
    const [{ keys }, form] = await Promise.all([
      this.programmes.of(actor.programmeId),
      this.database.read(actor, formOf(consultation.id)),
      this.notes.note(actor, consultation.id, 'case-detail'),
    ]);
    const request = requestAsToldTo(actor, consultation, formFrom(form, keys));
    return {
      ...outline,
      access,
      requester: { id: consultation.requesterId, name: names.get(consultation.requesterId) ?? '' },
      request,
      attendees: request.attendees,
      children: request.children,
      record: consultation.record,
      openActions: consultation.openActions,
      heldAt: consultation.heldAt,
      reviewDueOn: consultation.reviewDueOn,
      reviewDone: consultation.reviewDone,
    };
  }

  /**
   * Where it stands, for those who may see the consultation at all: no case text, so that nothing is noted.
   * @throws DomainError `not-found`
   */
  async standing(actor: Actor, code: string): Promise<ConsultationStanding> {
    const rows = await this.database.read(actor, standingOf(actor, code));
    const consultation = consultationFrom(rows);
    const access = accessTo(consultation, actor);
    const row = rows[0] as (OutlineRow & { reader_consults: boolean }) | undefined;
    if (access === 'none' || !row) throw notFound();
    const { requesterId, record, openActions, heldAt, reviewDueOn, reviewDone } = consultation;
    const names = await this.names.of(actor.programmeId, namedIn(consultation, row));
    const outline = outlineOf(consultation, row, names, access);
    const isMine = requesterId === actor.personId;
    return {
      ...outline,
      requesterId,
      isMine,
      readerConsults: row.reader_consults,
      record,
      openActions,
      heldAt,
      reviewDueOn,
      reviewDone,
    };
  }

  /** A page of what this person may see; never any case text. */
  async list(actor: Actor, wish: ListWish): Promise<Page<ConsultationListItem>> {
    const values: unknown[] = [actor.programmeId, actor.personId];
    const value = (given: unknown, type: string): string => `$${values.push(given)}::${type}`;
    const where = ['c.programme_id = $1', visibleTo(actor, '$2::uuid')];
    if (wish.status) where.push(`c.status = ${value(wish.status, 'text')}`);
    if (wish.role === 'requester') where.push('c.requester_id = $2::uuid');
    if (wish.role === 'consultant') where.push('c.consultant_id = $2::uuid');
    const byTarget = wish.order === 'target';
    if (byTarget) where.push(`c.status IN ('waiting', 'with_lead', 'offered')`);
    if (wish.after && byTarget) {
      where.push(
        `(c.target_on, c.id) > (${value(wish.after.targetOn, 'date')}, ${value(wish.after.id, 'uuid')})`,
      );
    } else if (wish.after) {
      where.push(`c.id < ${value(wish.after.id, 'uuid')}`);
    }
    return this.database.as(actor, async (tx) => {
      const rows = await tx.query<ListRow>(
        `SELECT c.id, c.code, c.status, c.priority, c.target_on, c.mode, g.name AS agency, c.stage, c.requester_id,
           c.consultant_id, p.name AS consultant_name, b.starts_at, c.submitted_at, c.status_since
         FROM (SELECT c.* FROM consultation c WHERE ${where.join(' AND ')}
           ORDER BY ${byTarget ? 'c.target_on, c.id' : 'c.id DESC'} LIMIT ${value(wish.limit + 1, 'int')}) c
         LEFT JOIN agency g ON g.id = c.agency_id
         LEFT JOIN person p ON p.id = c.consultant_id
         LEFT JOIN booking b ON b.consultation_id = c.id AND b.status IN ('tentative', 'confirmed')
         ORDER BY ${byTarget ? 'c.target_on, c.id' : 'c.id DESC'}`,
        values,
      );
      return pageOf(rows.map(itemOf), wish.limit);
    });
  }

  /** What happened, in order, with the reasons that this person may read. For those who may see the case. */
  async history(actor: Actor, code: string): Promise<HistoryEntry[]> {
    const [history] = await this.cases.read(actor, code, HISTORY);
    return history;
  }

  /** Who opened this consultation's case text, for those who may see it. */
  async readers(actor: Actor, code: string): Promise<CaseReader[]> {
    const [readers] = await this.cases.read(actor, code, READERS);
    return readers;
  }
}

/** Somebody who opened something of a case. */
export interface CaseReader {
  at: Date;
  name: string;
  what: string;
}

export interface HistoryEntry {
  at: Date;
  event: string;
  from: Status;
  to: Status;
  detail: Record<string, unknown>;
  by: { id: string; name: string } | null;
  reason: string | null;
}

interface HistoryRow extends Row {
  at: Date;
  event: string;
  from_status: Status;
  to_status: Status;
  detail: Record<string, unknown>;
  reason: Buffer | null;
  actor_id: string | null;
  actor_name: string | null;
}

/** What happened, in order. */
export const HISTORY: CasePart<HistoryEntry[]> = {
  statement: ({ id }) => ({
    name: 'history-of-case',
    text: `SELECT h.at, h.event, h.from_status, h.to_status, h.detail, h.reason, p.name AS actor_name, h.actor_id
      FROM history h LEFT JOIN person p ON p.id = h.actor_id WHERE h.consultation_id = $1 ORDER BY h.id`,
    values: [id],
  }),
  view: (rows, { consultation, actor, keys }) =>
    (rows as HistoryRow[]).map(({ reason, actor_id, actor_name, from_status, to_status, ...row }) =>
      asToldTo(actor, {
        ...row,
        from: from_status,
        to: to_status,
        by: actor_id === null ? null : { id: actor_id, name: actor_name ?? '' },
        reason: reason === null ? null : keys.open(historyPlace(consultation.id), reason),
      }),
    ),
  noted: () => 'history-reasons',
};

/** Who opened its case text, last first; the last 200. */
export const READERS: CasePart<CaseReader[]> = {
  statement: ({ id }) => ({
    name: 'readers-of-case',
    text: `SELECT a.at, p.name, a.what FROM read_audit a JOIN person p ON p.id = a.person_id
      WHERE a.consultation_id = $1 ORDER BY a.seq DESC LIMIT 200`,
    values: [id],
  }),
  view: (rows) => rows as unknown as CaseReader[],
  noted: () => null,
};

interface ListRow extends Row {
  id: string;
  code: string;
  status: Status;
  priority: Priority | null;
  target_on: string | null;
  mode: Mode | null;
  agency: string | null;
  stage: Stage | null;
  requester_id: string;
  consultant_id: string | null;
  consultant_name: string | null;
  starts_at: Date | null;
  submitted_at: Date | null;
  status_since: Date;
}

/** What no case text is in. */
const OUTLINE: Further = {
  name: 'consultation-outline',
  columns: OUTLINE_COLUMNS,
  joins: '',
};

function standingOf({ personId }: Actor, code: string): NamedStatement {
  const statement = readOf(code, {
    name: 'consultation-standing',
    columns: `${OUTLINE_COLUMNS}, EXISTS (SELECT FROM consultant k WHERE k.person_id = $2::uuid AND k.active) AS reader_consults`,
    joins: '',
  });
  return { ...statement, values: [code, personId] };
}

function itemOf(row: ListRow): ConsultationListItem {
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    priority: row.priority,
    targetOn: row.target_on,
    mode: row.mode,
    agency: row.agency,
    stage: row.stage,
    requesterId: row.requester_id,
    consultant:
      row.consultant_id === null ? null : { id: row.consultant_id, name: row.consultant_name ?? '' },
    startsAt: row.starts_at,
    submittedAt: row.submitted_at,
    statusSince: row.status_since,
  };
}
