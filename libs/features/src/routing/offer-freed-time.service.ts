import { Injectable } from '@nestjs/common';
import { type Actor, compareWaiting, type Day, dayOf, type Waiting } from '@case-consultation/domain';
import { Database, type NamedStatement, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { addToOutbox } from '../outbox/outbox-rows.js';
import { Programmes } from '../programme/programmes.service.js';
import { Routing } from './routing.service.js';

/** At most about so many requests are tried in one go; the rest is left to a job of its own. */
const AT_ONCE = 50;

interface Freed extends Row {
  noted: number;
  offered: number;
  passing: number | null;
  reached_on: Day | null;
}

/**
 * Offers time that became free to the requests that wait, in their turn (`compareWaiting`), each to whom and when the rules
 * of routing say. Any number of passes may run at once, or twice: a request that was offered meanwhile is passed over, and a
 * pass during which more time became free gives way to the one that follows, so that nobody is asked about it out of turn.
 */
@Injectable()
export class OfferFreedTime {
  constructor(
    private readonly database: Database,
    private readonly routing: Routing,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws the first of what went wrong with single requests, once all others have had their turn */
  async offer(service: Actor): Promise<void> {
    const { programmeId } = service;
    const [freed] = await this.database.read<Freed>(service, freedOf(programmeId));
    if (!freed || freed.offered >= freed.noted) return;
    const { noted } = freed;
    const from = freed.passing === noted ? freed.reached_on : null;
    const waiting = await this.waitingAfter(service, from);
    const nothingMoreIsFree = async (tx: Transaction): Promise<boolean> => {
      const { text, values, name } = freedOf(programmeId);
      return (await tx.maybe<Freed>(text, values, name))?.noted === noted;
    };

    const failures: unknown[] = [];
    for (const { id } of waiting) {
      try {
        const came = await this.routing.offerIfSomebodyFits(programmeId, id, nothingMoreIsFree);
        if (came === 'overtaken') return;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    const last = waiting.length < AT_ONCE ? undefined : waiting.at(-1);
    await this.database.as(service, (tx) =>
      last ? this.goOnLater(tx, noted, last.targetOn) : endPass(tx, noted),
    );
  }

  /**
   * The next of those who wait, in their turn, with everybody who has the same target as the last: read along the index of
   * targets. Once its target has passed, a request can still have a time that it asked for; any other time is the lead's to
   * choose. Why somebody is with the lead is looked at when their own turn comes.
   */
  private async waitingAfter(service: Actor, day: Day | null): Promise<Waiting[]> {
    const { settings } = await this.programmes.of(service.programmeId);
    const now = this.clock.now();
    const rows = await this.database.read<Waiting & Row>(service, {
      name: 'waiting-in-turn',
      text: `SELECT c.id, c.target_on AS "targetOn", c.priority, coalesce(c.submitted_at, c.created_at) AS "submittedAt"
        FROM consultation c
        WHERE c.programme_id = $1 AND c.status IN ('waiting', 'with_lead') AND ($2::date IS NULL OR c.target_on > $2)
          AND (c.target_on >= $3 OR $4 < ANY (c.preferred_times))
        ORDER BY c.target_on FETCH FIRST ${AT_ONCE} ROWS WITH TIES`,
      values: [service.programmeId, day, dayOf(now, settings.zone), now],
    });
    return rows.sort(compareWaiting);
  }

  private async goOnLater(tx: Transaction, noted: number, reachedOn: Day): Promise<void> {
    const rows = await tx.query(
      `UPDATE freed_time SET passing = $2, reached_on = $3 WHERE programme_id = $1 AND noted = $2 RETURNING 1`,
      [tx.actor.programmeId, noted, reachedOn],
    );
    if (rows.length === 0) return;
    const now = this.clock.now();
    await addToOutbox(tx, [{ job: 'offer-freed-time', subject_id: tx.actor.programmeId, due_at: now }], now);
  }
}

async function endPass(tx: Transaction, noted: number): Promise<void> {
  await tx.query(
    `UPDATE freed_time SET offered = greatest(offered, $2), passing = NULL, reached_on = NULL WHERE programme_id = $1`,
    [tx.actor.programmeId, noted],
  );
}

function freedOf(programmeId: string): NamedStatement {
  return {
    name: 'freed-time',
    text: 'SELECT noted, offered, passing, reached_on FROM freed_time WHERE programme_id = $1',
    values: [programmeId],
  };
}
