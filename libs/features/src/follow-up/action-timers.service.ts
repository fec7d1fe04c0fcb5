import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Actor, dayOf, type MessageKind } from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { oweMessages } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { Programmes } from '../programme/programmes.service.js';

interface OpenAction extends Row {
  id: string;
  due_on: string;
  consultation_id: string;
  code: string;
  owner_id: string;
  owner_email: string;
}

/** What time does to an action that is still open. Each is told once, however often its timer fires. */
@Injectable()
export class ActionTimers {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /** Some working days before, and on the day. */
  async remind(service: Actor, actionId: string): Promise<void> {
    await this.tellOwner(service, actionId, (today, dueOn) =>
      today < dueOn ? 'action-due-soon' : today === dueOn ? 'action-due-today' : null,
    );
  }

  async chase(service: Actor, actionId: string): Promise<void> {
    await this.tellOwner(service, actionId, (today, dueOn) => (today > dueOn ? 'action-overdue' : null));
  }

  /** The leads get a mail, and a task that stays until somebody has seen to it. */
  async tellLead(service: Actor, actionId: string): Promise<void> {
    await this.withOpen(service, actionId, async (tx, action) => {
      const leads = await tx.query<{ id: string; email: string }>(
        `SELECT p.id, p.email FROM person p WHERE p.programme_id = $1 AND p.active AND 'lead' = ANY (p.roles)
           AND NOT EXISTS (SELECT 1 FROM lockout l WHERE l.consultation_id = $2 AND l.person_id = p.id)`,
        [service.programmeId, action.consultation_id],
      );
      const now = this.clock.now();
      const consultation = { id: action.consultation_id, code: action.code };
      await oweMessages(
        tx,
        leads.map((to) => ({
          kind: 'action-overdue-lead' as const,
          consultation,
          to,
          subject: action.id,
          occasion: 0,
        })),
        this.identity.mailDomain,
        now,
      );
      await tx.query(
        `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
         VALUES ($1, $2, 'action-overdue', $3, $4, $5) ON CONFLICT DO NOTHING`,
        [newId(), service.programmeId, action.consultation_id, action.id, now],
      );
    });
  }

  private async tellOwner(
    service: Actor,
    actionId: string,
    kindOn: (today: string, dueOn: string) => MessageKind | null,
  ): Promise<void> {
    const { settings } = await this.programmes.of(service.programmeId);
    await this.withOpen(service, actionId, async (tx, action) => {
      const now = this.clock.now();
      const kind = kindOn(dayOf(now, settings.zone), action.due_on);
      if (kind === null) return;
      const message = {
        kind,
        consultation: { id: action.consultation_id, code: action.code },
        to: { id: action.owner_id, email: action.owner_email },
        subject: action.id,
        occasion: 0,
      };
      await oweMessages(tx, [message], this.identity.mailDomain, now);
    });
  }

  private async withOpen(
    service: Actor,
    actionId: string,
    work: (tx: Transaction, action: OpenAction) => Promise<void>,
  ): Promise<void> {
    await this.database.as(service, async (tx) => {
      const action = await tx.maybe<OpenAction>(
        `SELECT a.id, a.due_on, a.consultation_id, c.code, a.owner_id, p.email AS owner_email
         FROM action a JOIN consultation c ON c.id = a.consultation_id JOIN person p ON p.id = a.owner_id
         WHERE a.id = $1 AND a.status = 'open' FOR UPDATE OF a`,
        [actionId],
      );
      if (action) await work(tx, action);
    });
  }
}
