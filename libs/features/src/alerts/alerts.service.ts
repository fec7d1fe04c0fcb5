import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Actor, type Alert, countAlerts, dayOf, type Role, toTell } from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { morningOf } from '../consultations/timers-of.js';
import { addToOutbox } from '../outbox/outbox-rows.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { AlertQueries } from './alerts.queries.js';

interface ToldLead {
  id: string;
  current: readonly (Alert & { mailed: boolean })[];
}

/**
 * Tells each lead on the morning of a working day what has come to need them since they were last told. What had a mail of
 * its own is not told again, and a day with nothing new stays quiet.
 */
@Injectable()
export class Alerts {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly queries: AlertQueries,
    private readonly clock: Clock,
  ) {}

  /** Sees to it that there is a next round; there is, once the first request has come. */
  async begin(service: Actor): Promise<void> {
    const programme = await this.programmes.of(service.programmeId);
    const dueAt = this.nextMorning(programme);
    await this.database.as(service, async (tx) => {
      const begun = await tx.query(
        'INSERT INTO alert_round (programme_id, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
        [service.programmeId, dueAt],
        'alerts-begin',
      );
      if (begun.length > 0) await this.goOnAt(tx, dueAt);
    });
  }

  /** One round. Run twice, or by two at once, it is one round: the second finds the next one not yet due. */
  async tell(service: Actor): Promise<void> {
    const programme = await this.programmes.of(service.programmeId);
    const now = this.clock.now();
    const leads = await this.leadsOf(service, programme);
    await this.database.as(service, async (tx) => {
      const dueAt = this.nextMorning(programme);
      const due = await tx.query(
        'UPDATE alert_round SET due_at = $2 WHERE programme_id = $1 AND due_at <= $3 RETURNING 1',
        [service.programmeId, dueAt, now],
      );
      if (due.length === 0) return;
      await this.goOnAt(tx, dueAt);
      for (const lead of leads) await this.tellOne(tx, lead, now);
    });
  }

  /** Each active lead with what needs them; nobody on a day off. */
  private async leadsOf(service: Actor, { settings, calendar }: Programme): Promise<ToldLead[]> {
    if (!calendar.isWorkingDay(dayOf(this.clock.now(), settings.zone))) return [];
    const { programmeId } = service;
    const [rows = []] = await this.database.atOnce(service, {
      name: 'leads-to-tell',
      text: `SELECT id, roles FROM person WHERE programme_id = $1 AND active AND 'lead' = ANY (roles) ORDER BY id`,
      values: [programmeId],
    });
    const capacity = await this.queries.ofCapacity(programmeId);
    const leads: ToldLead[] = [];
    for (const { id, roles } of rows as { id: string; roles: Role[] }[]) {
      const current = await this.queries.current({ programmeId, personId: id, roles });
      leads.push({ id, current: [...current, ...capacity.map((alert) => ({ ...alert, mailed: false }))] });
    }
    return leads;
  }

  private async tellOne(tx: Transaction, { id, current }: ToldLead, now: Date): Promise<void> {
    const { programmeId } = tx.actor;
    const told = await tx.query<{ kind: Alert['kind']; subjectId: string }>(
      'SELECT kind, subject_id AS "subjectId" FROM alert_told WHERE programme_id = $1 AND person_id = $2',
      [programmeId, id],
    );
    const { fresh, gone } = toTell(current, told);
    await tx.query(
      `DELETE FROM alert_told t USING jsonb_to_recordset($3::jsonb) AS g (kind text, "subjectId" uuid)
       WHERE t.programme_id = $1 AND t.person_id = $2 AND t.kind = g.kind AND t.subject_id = g."subjectId"`,
      [programmeId, id, JSON.stringify(gone)],
    );
    await tx.query(
      `INSERT INTO alert_told (programme_id, person_id, kind, subject_id, told_at)
       SELECT $1, $2, f.kind, f."subjectId", $4 FROM jsonb_to_recordset($3::jsonb) AS f (kind text, "subjectId" uuid)
       ON CONFLICT DO NOTHING`,
      [programmeId, id, JSON.stringify(fresh), now],
    );
    if (!fresh.some(({ mailed }) => !mailed)) return;
    const digestId = newId();
    await tx.query(
      'INSERT INTO alert_digest (id, programme_id, person_id, made_at, counts) VALUES ($1, $2, $3, $4, $5)',
      [digestId, programmeId, id, now, JSON.stringify(countAlerts(current))],
    );
    await addToOutbox(tx, [{ job: 'send-alert-digest', subject_id: digestId, due_at: now }], now);
  }

  private goOnAt(tx: Transaction, dueAt: Date): Promise<void> {
    const row = { job: 'tell-alerts', subject_id: tx.actor.programmeId, due_at: dueAt };
    return addToOutbox(tx, [row], this.clock.now());
  }

  private nextMorning(programme: Programme): Date {
    const today = dayOf(this.clock.now(), programme.settings.zone);
    return morningOf(programme.calendar.addWorkingDays(today, 1), programme);
  }
}
