import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Actor, DomainError, isLead, theService } from '@case-consultation/domain';
import { Database, LeadTaskEntity, loadConsultation, type Row } from '@case-consultation/database';
import { Clock, type DeadJob } from '@case-consultation/platform';
import { oweMessages } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { type Page, pageOf } from '../paging.js';
import { STILL_HELD } from '../people/leaving.js';

export interface LeadTaskView {
  id: string;
  kind: LeadTaskEntity['kind'];
  /** The consultation it is about, if it is about one. */
  code: string | null;
  /** Whose leave it is about, if it is about that. */
  consultant: { id: string; name: string } | null;
  /** What it is about is still to be solved: it goes away by that, and cannot be marked as seen to before. */
  isUnsolved: boolean;
  createdAt: Date;
}

/** What only a person can see to: a request that nobody fits, a mail that was refused, a job that was given up. */
@Injectable()
export class LeadTasks {
  constructor(
    private readonly database: Database,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /** The open ones, oldest first; never about a consultation that this lead is locked out of. */
  async open(actor: Actor, page: { limit: number; after: string | null }): Promise<Page<LeadTaskView>> {
    mustBeLead(actor);
    return this.database.as(actor, async (tx) => {
      const rows = await tx.query<Row & LeadTaskView>(
        `SELECT t.id, t.kind, c.code, t.created_at AS "createdAt", ${IS_UNSOLVED} AS "isUnsolved",
           CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS consultant
         FROM lead_task t LEFT JOIN consultation c ON c.id = t.consultation_id
         LEFT JOIN person p ON t.kind IN ('leave-collides', 'consultant-left') AND p.id = t.subject_id
         WHERE t.programme_id = $1 AND t.done_at IS NULL AND ($2::uuid IS NULL OR t.id > $2)
           AND ${notShutOut('$3')}
         ORDER BY t.id LIMIT $4`,
        [actor.programmeId, page.after, actor.personId, page.limit + 1],
      );
      return pageOf(rows, page.limit);
    });
  }

  /**
   * Seen to. Saying so twice changes nothing.
   * @throws DomainError `not-found`; `wrong-state` while what it is about is still to be solved
   */
  async done(actor: Actor, taskId: string): Promise<void> {
    mustBeLead(actor);
    await this.database.as(actor, async (tx) => {
      const task = await tx.maybe<{ kind: LeadTaskView['kind']; isUnsolved: boolean }>(
        `SELECT t.kind, t.done_at IS NULL AND ${IS_UNSOLVED} AS "isUnsolved"
         FROM lead_task t LEFT JOIN consultation c ON c.id = t.consultation_id
         WHERE t.id = $1 AND ${notShutOut('$2')}`,
        [taskId, actor.personId],
      );
      if (!task) throw new DomainError('not-found', 'There is no such task. Open the list again.');
      if (task.isUnsolved) {
        throw new DomainError(
          'wrong-state',
          task.kind === 'request-with-lead'
            ? 'This request is still with the lead. Ask a consultant, take it yourself, or turn it down; then this task goes away.'
            : 'They still have consultations. Give these to others, or close them; then this task can be marked as dealt with.',
        );
      }
      await tx.query('UPDATE lead_task SET done_at = $2, done_by = $3 WHERE id = $1 AND done_at IS NULL', [
        taskId,
        this.clock.now(),
        actor.personId,
      ]);
    });
  }

  /**
   * A job that was given up becomes a task, and the leads get a mail (not about a mail that could not be sent). It is still
   * tried again by the sweep; the task stays until a person looks.
   */
  async aboutDeadJob(job: DeadJob): Promise<void> {
    const now = this.clock.now();
    await this.database.as(theService(job.programmeId), async (tx) => {
      await tx.query('UPDATE outbox SET died_at = $2 WHERE id = $1', [job.outboxId, now]);
      const consultation = await tx.maybe<{ id: string; code: string }>(CONSULTATION_OF, [job.subjectId]);
      const added = await tx.query(
        `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
         VALUES ($1, $2, 'job-failed', $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
        [newId(), job.programmeId, consultation?.id ?? null, job.subjectId, now],
      );
      if (added.length === 0 || !consultation || job.name === 'send-message') return;
      const { parties } = await loadConsultation(tx, { id: consultation.id });
      const messages = parties.leads.map((to) => ({
        kind: 'job-failed' as const,
        consultation,
        to,
        subject: job.outboxId,
        occasion: 0,
      }));
      await oweMessages(tx, messages, this.identity.mailDomain, now);
    });
  }
}

/** A job is about a consultation, or about an offer, a message or an action of one. */
const CONSULTATION_OF = `
  SELECT c.id, c.code FROM consultation c WHERE c.id IN (
    SELECT $1::uuid
    UNION ALL SELECT consultation_id FROM offer WHERE id = $1
    UNION ALL SELECT consultation_id FROM message WHERE id = $1
    UNION ALL SELECT consultation_id FROM action WHERE id = $1)`;

/**
 * What the task `t`, perhaps about the consultation `c`, is about is still to be solved: the request is with the lead, or
 * somebody who left still has consultations. Other tasks are solved by knowing of them.
 */
const IS_UNSOLVED = `
  coalesce(t.kind = 'request-with-lead' AND c.status = 'with_lead'
    OR t.kind = 'consultant-left' AND EXISTS (SELECT 1 FROM consultation c
      WHERE c.programme_id = t.programme_id AND c.consultant_id = t.subject_id AND ${STILL_HELD}), false)`;

/** The task `t` is not about a consultation that the person in this parameter is locked out of. */
function notShutOut(person: string): string {
  return `NOT EXISTS (SELECT 1 FROM lockout l WHERE l.consultation_id = t.consultation_id AND l.person_id = ${person})`;
}

function mustBeLead(actor: Actor): void {
  if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can see these tasks.');
}
