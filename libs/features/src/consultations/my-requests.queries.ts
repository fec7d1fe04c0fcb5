import { Injectable } from '@nestjs/common';
import { type Actor, type Consultation, type Mode, type Status } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { type Page, pageOf } from '../paging.js';

/** What kind of request it is to the person who asked; also the order in which they are listed. */
export const REQUEST_GROUPS = ['draft', 'open', 'past'] as const;
export type RequestGroup = (typeof REQUEST_GROUPS)[number];

/** One of my requests, without any case text. */
export interface MyRequest {
  id: string;
  code: string;
  group: RequestGroup;
  status: Status;
  mode: Mode | null;
  targetOn: string | null;
  restricted: boolean;
  /** Tentative while it is offered; of what was held, when it was. */
  time: { startsAt: Date; endsAt: Date; status: 'tentative' | 'confirmed' } | null;
  /** Named once it is booked; while it is offered, whom it is offered to is theirs to say. */
  consultant: string | null;
  record: Consultation['record'];
  openActions: number;
  reviewDueOn: string | null;
  reviewDone: boolean;
  heldAt: Date | null;
  /** When a draft was last saved. */
  savedAt: Date;
  statusSince: Date;
}

/** Where a page of the list ended. */
export interface RequestPlace {
  group: RequestGroup;
  id: string;
}

interface RequestRow extends Row {
  id: string;
  code: string;
  rank: number;
  status: Status;
  mode: Mode | null;
  target_on: string | null;
  restricted: boolean;
  starts_at: Date | null;
  ends_at: Date | null;
  booking_status: 'tentative' | 'confirmed' | null;
  consultant: string | null;
  record: Consultation['record'];
  open_actions: number;
  review_due_on: string | null;
  review_done: boolean;
  held_at: Date | null;
  saved_at: Date;
  status_since: Date;
}

const RANK = `CASE WHEN c.status = 'draft' THEN 0 WHEN c.status IN ('closed', 'turned_down', 'withdrawn') THEN 2 ELSE 1 END`;

/** What somebody has asked for: drafts first, then what is open, then what is over; each newest first. A draft that was deleted is gone. */
@Injectable()
export class MyRequests {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, page: { limit: number; after: RequestPlace | null }): Promise<Page<MyRequest>> {
    const { limit, after } = page;
    const rows = await this.database.read<RequestRow>(actor, {
      name: 'my-requests',
      text: `SELECT c.id, c.code, c.rank, c.status, c.mode, c.target_on, c.restricted, b.starts_at, b.ends_at, b.status AS booking_status,
           CASE WHEN c.status IN ('booked', 'held', 'closed') THEN p.name END AS consultant,
           c.record_state AS record, c.open_actions,
           c.review_due_on, c.review_done, c.held_at, coalesce(c.saved_at, c.created_at) AS saved_at, c.status_since
         FROM (SELECT c.*, ${RANK} AS rank FROM consultation c
           WHERE c.programme_id = $1 AND c.requester_id = $2 AND (c.status <> 'withdrawn' OR c.submitted_at IS NOT NULL)
             AND ($3::int IS NULL OR ${RANK} > $3 OR (${RANK} = $3 AND c.id < $4::uuid))
           ORDER BY ${RANK}, c.id DESC LIMIT $5) c
         LEFT JOIN person p ON p.id = c.consultant_id
         LEFT JOIN booking b ON b.consultation_id = c.id AND b.status IN ('tentative', 'confirmed')
         ORDER BY c.rank, c.id DESC`,
      values: [
        actor.programmeId,
        actor.personId,
        after === null ? null : REQUEST_GROUPS.indexOf(after.group),
        after?.id ?? null,
        limit + 1,
      ],
    });
    return pageOf(rows.map(requestOf), limit);
  }
}

function requestOf(row: RequestRow): MyRequest {
  const { starts_at: startsAt, ends_at: endsAt, booking_status: status } = row;
  return {
    id: row.id,
    code: row.code,
    group: REQUEST_GROUPS[row.rank] ?? 'past',
    status: row.status,
    mode: row.mode,
    targetOn: row.target_on,
    restricted: row.restricted,
    time: startsAt && endsAt && status ? { startsAt, endsAt, status } : null,
    consultant: row.consultant,
    record: row.record,
    openActions: row.open_actions,
    reviewDueOn: row.review_due_on,
    reviewDone: row.review_done,
    heldAt: row.held_at,
    savedAt: row.saved_at,
    statusSince: row.status_since,
  };
}
