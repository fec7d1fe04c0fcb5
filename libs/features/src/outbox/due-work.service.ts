import { Injectable } from '@nestjs/common';
import { Database } from '@case-consultation/database';
import { Clock, type JobName } from '@case-consultation/platform';
import { Jobs } from './jobs.service.js';

const BATCH = 200;

interface DueRow extends Record<string, unknown> {
  id: string;
  programme_id: string;
  job: JobName;
  subject_id: string;
}

/**
 * Does what is due without a queue, one thing after another, with the handlers that the worker has: where time is moved on by
 * hand and everything that falls due on the way has to be done before it moves further. Not beside a worker's relay.
 */
@Injectable()
export class DueWork {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** When the first thing falls due that is not done yet, up to an instant; null when nothing does. */
  async nextDueAt(until: Date): Promise<Date | null> {
    const [row] = await this.database.ask<{ oldest_due: Date | null }>('SELECT * FROM outbox_depth($1)', [
      until,
    ]);
    return row?.oldest_due ?? null;
  }

  /**
   * Does everything that is due by the clock, and what that brings. Messages go out side by side, since each person's are put
   * in order by themselves.
   * @returns how many things were done
   * @throws what a job throws, such as MailError; what it concerned is tried again by the worker's sweep
   */
  async doAll(): Promise<number> {
    for (let done = 0; ;) {
      const rows = await this.database.ask<DueRow>('SELECT * FROM claim_due_outbox($1, $2, $3)', [
        this.clock.now(),
        new Date(0),
        BATCH,
      ]);
      if (rows.length === 0) return done;
      for (const row of rows.filter(({ job }) => job !== 'send-message')) await this.run(row);
      await Promise.all(rows.filter(({ job }) => job === 'send-message').map((row) => this.run(row)));
      done += rows.length;
    }
  }

  private async run({ id, programme_id, job, subject_id }: DueRow): Promise<void> {
    const payload = { outboxId: id, programmeId: programme_id, subjectId: subject_id };
    await this.jobs.handlers[job](payload, new AbortController().signal);
  }
}
