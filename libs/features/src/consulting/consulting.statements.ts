import { type Further } from '@case-consultation/database';
import {
  type HomeFacts,
  type HomeStatement,
  mine,
  named,
  placeOf,
  WITH_ME,
} from '../home/home.statements.js';

/** What was held with this consultant and is written up or closed, last first. */
export function pastOf(facts: HomeFacts): HomeStatement {
  return named(
    'past',
    `SELECT c.code, c.held_at AS "heldAt", c.status, g.name AS agency, c.stage, c.record_state = 'agreed' AS agreed,
       c.open_actions AS "openActions"
     FROM consultation c LEFT JOIN agency g ON g.id = c.agency_id
     WHERE ${WITH_ME(facts)} AND c.held_at IS NOT NULL
       AND (c.status = 'closed' OR (c.status = 'held' AND c.record_state IN ('shared', 'agreed')))
       AND ($4::timestamptz IS NULL OR (c.held_at, c.code) < ($4, $5::text))
     ORDER BY c.held_at DESC, c.code DESC LIMIT $3`,
    [...mine(facts), ...placeOf(facts)],
  );
}

/** What the pages of answering and following up need beside what the rules know. */
export const WHERE_IT_STANDS: Further = {
  name: 'where-it-stands',
  columns: 'c.agency_id, c.stage, c.purposes, c.decision_on, c.decision_kind',
  joins: '',
};
