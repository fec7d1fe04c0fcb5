import { type Actor } from '@case-consultation/domain';
import { FORM_COLUMNS, FORM_JOINS } from '../case-text/form-rows.js';
import { visibleTo } from '../consultations/access.js';

/** What every statement of the home page is asked with; each takes what it needs, in this order. */
export interface HomeFacts {
  actor: Actor;
  now: Date;
  today: string;
  /** Feedback is asked for what was held since. */
  feedbackSince: Date;
  /** One more than is shown. */
  limit: number;
  /** Where a page ended, in lists that are paged; null for the first. */
  after: Place | null;
}

/** The last item of a page: its instant, and the code that sets it apart from others of that instant. */
export interface Place {
  at: Date;
  code: string;
}

export interface HomeStatement {
  name: string;
  text: string;
  values: readonly unknown[];
}

/** $1 programme, $2 person, $3 limit, of nearly all of them. */
export const mine = ({ actor, limit }: HomeFacts) => [actor.programmeId, actor.personId, limit] as const;

/** The parameters that `from` reads. */
export const placeOf = ({ after }: HomeFacts) => [after?.at ?? null, after?.code ?? null] as const;

/** What comes after the place in the parameters `$n` and `$n+1`, in the order of `instant` and the code. */
const from = (instant: string, n: number) =>
  `($${n}::timestamptz IS NULL OR (${instant}, c.code) > ($${n}, $${n + 1}::text))`;

export const named = (what: string, text: string, values: readonly unknown[]): HomeStatement => ({
  name: `home-${what}`,
  text,
  values,
});

export function draftsOf(facts: HomeFacts): HomeStatement {
  return named(
    'drafts',
    `SELECT c.id, c.code, coalesce(c.saved_at, c.created_at) AS saved_at, c.mode, c.preferred_times, c.soonest, ${FORM_COLUMNS}
     FROM consultation c ${FORM_JOINS}
     WHERE c.programme_id = $1 AND c.requester_id = $2 AND c.status = 'draft'
     ORDER BY coalesce(c.saved_at, c.created_at) DESC, c.id DESC LIMIT $3`,
    mine(facts),
  );
}

export function requestsOf(facts: HomeFacts): HomeStatement {
  return named(
    'requests',
    `SELECT c.code, c.status, c.priority, c.mode, c.target_on, c.status_since, b.starts_at, b.ends_at, b.status AS booking_status,
       CASE WHEN c.status IN ('booked', 'held') THEN p.name END AS consultant
     FROM consultation c LEFT JOIN person p ON p.id = c.consultant_id
     LEFT JOIN booking b ON b.consultation_id = c.id AND b.status IN ('tentative', 'confirmed')
     WHERE c.programme_id = $1 AND c.requester_id = $2 AND c.status IN ('waiting', 'with_lead', 'offered', 'booked', 'held')
     ORDER BY c.id DESC LIMIT $3`,
    mine(facts),
  );
}

export function recordsToAgreeOf(facts: HomeFacts): HomeStatement {
  return named(
    'records-to-agree',
    `SELECT c.code, p.name AS consultant, r.shared_at AS "sharedAt"
     FROM consultation c JOIN consultation_record r ON r.consultation_id = c.id AND r.state = 'shared'
     JOIN person p ON p.id = c.consultant_id
     WHERE c.programme_id = $1 AND c.requester_id = $2 AND c.held_at IS NOT NULL AND c.status IN ('held', 'closed')
     ORDER BY r.shared_at, c.id LIMIT $3`,
    mine(facts),
  );
}

export function reviewsDueOf(facts: HomeFacts): HomeStatement {
  return named(
    'reviews-due',
    `SELECT c.code, c.review_due_on AS "dueOn"
     FROM consultation c
     WHERE c.programme_id = $1 AND c.requester_id = $2 AND c.record_state IN ('shared', 'agreed')
       AND c.status = 'held' AND NOT c.review_done AND c.review_due_on <= $4
     ORDER BY c.review_due_on, c.id LIMIT $3`,
    [...mine(facts), facts.today],
  );
}

export function feedbackToGiveOf(facts: HomeFacts): HomeStatement {
  return named(
    'feedback-to-give',
    `SELECT c.code, p.name AS consultant, c.held_at AS "heldAt"
     FROM consultation c JOIN person p ON p.id = c.consultant_id
     WHERE c.programme_id = $1 AND c.requester_id = $2 AND c.held_at >= $4 AND c.status IN ('held', 'closed')
       AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.consultation_id = c.id)
     ORDER BY c.held_at DESC, c.id LIMIT $3`,
    [...mine(facts), facts.feedbackSince],
  );
}

export function actionsOf(facts: HomeFacts): HomeStatement {
  return named(
    'actions',
    `SELECT a.id, c.code, a.due_on AS "dueOn", a.due_on < $4::date AS overdue, a.about, w.name AS pathway
     FROM action a JOIN consultation c ON c.id = a.consultation_id LEFT JOIN pathway w ON w.id = a.pathway_id
     WHERE a.programme_id = $1 AND a.owner_id = $2 AND a.status = 'open' ORDER BY a.due_on, a.id LIMIT $3`,
    [...mine(facts), facts.today],
  );
}

/** What is with a consultant: theirs by the one policy, so never what they are locked out of. */
export const WITH_ME = (facts: HomeFacts) =>
  `c.programme_id = $1 AND c.consultant_id = $2 AND ${visibleTo({ ...facts.actor, roles: [] }, '$2')}`;

export function bookingsOf(facts: HomeFacts): HomeStatement {
  return named(
    'bookings',
    `SELECT c.code, b.starts_at, b.ends_at, c.mode, g.name AS agency, c.conflict_cleared_at IS NOT NULL AS checked
     FROM booking b JOIN consultation c ON c.id = b.consultation_id LEFT JOIN agency g ON g.id = c.agency_id
     WHERE ${WITH_ME(facts)} AND c.status = 'booked' AND b.consultant_id = $2 AND b.status = 'confirmed'
       AND b.free_again_at > $4 AND b.ends_at > $4 AND ${from('b.starts_at', 5)}
     ORDER BY b.starts_at, c.code LIMIT $3`,
    [...mine(facts), facts.now, ...placeOf(facts)],
  );
}

export function conflictChecksOf(facts: HomeFacts): HomeStatement {
  return named(
    'conflict-checks',
    `SELECT c.code, b.starts_at AS "startsAt"
     FROM consultation c JOIN booking b ON b.consultation_id = c.id AND b.status = 'confirmed'
     WHERE ${WITH_ME(facts)} AND c.status IN ('booked', 'held') AND c.conflict_cleared_at IS NULL
       AND c.record_state IN ('none', 'started') AND ${from('b.starts_at', 4)}
     ORDER BY b.starts_at, c.code LIMIT $3`,
    [...mine(facts), ...placeOf(facts)],
  );
}

export function attendanceToSayOf(facts: HomeFacts): HomeStatement {
  return named(
    'attendance',
    `SELECT c.code, b.starts_at AS "startsAt", b.ends_at AS "endsAt"
     FROM consultation c JOIN booking b ON b.consultation_id = c.id AND b.status = 'confirmed'
     WHERE ${WITH_ME(facts)} AND c.status = 'booked' AND b.ends_at <= $4 AND ${from('b.starts_at', 5)}
     ORDER BY b.starts_at, c.code LIMIT $3`,
    [...mine(facts), facts.now, ...placeOf(facts)],
  );
}

export function recordsToWriteOf(facts: HomeFacts): HomeStatement {
  return named(
    'records-to-write',
    `SELECT c.code, c.held_at AS "heldAt", c.record_state = 'started' AS started
     FROM consultation c
     WHERE ${WITH_ME(facts)} AND c.status = 'held' AND c.record_state IN ('none', 'started')
       AND ${from('c.held_at', 4)}
     ORDER BY c.held_at, c.code LIMIT $3`,
    [...mine(facts), ...placeOf(facts)],
  );
}
