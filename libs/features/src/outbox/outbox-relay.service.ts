import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '@case-consultation/database';
import { Clock, type JobName, JobQueue, type Logger } from '@case-consultation/platform';
import { LOGGER } from '../wiring.js';

const BATCH = 500;
/** Woken by NOTIFY; this is the backstop, and how timers that come due are found. */
const POLL_MS = 1_000;

/** How patient a relay is. A Nest token. */
export abstract class RelayOptions {
  /** A row that was queued this long ago, in milliseconds, and is not done is queued again: the queue may have lost it. */
  abstract readonly requeueAfterMs: number;
}

interface ClaimedRow extends Record<string, unknown> {
  id: string;
  programme_id: string;
  job: JobName;
  subject_id: string;
}

/**
 * Carries what is due from the outbox to the queue. Any number of relays may run: each row is claimed by one. The row
 * stays the truth; adding its job again does nothing while the first is still there.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private stopListening: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly options: RelayOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.stopListening = this.database.listen('outbox', () => this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.stopListening?.();
    await this.running;
  }

  /** Runs once more as soon as the present run is over; never twice at a time. */
  wake(): void {
    this.wanted = true;
    if (this.running || this.stopped) return;
    this.running = this.runWhileWanted().finally(() => (this.running = undefined));
  }

  /** Queues everything that is due now. @returns how many rows */
  async relay(): Promise<number> {
    let total = 0;
    for (;;) {
      const now = this.clock.now();
      const rows = await this.database.ask<ClaimedRow>('SELECT * FROM claim_due_outbox($1, $2, $3)', [
        now,
        new Date(now.getTime() - this.options.requeueAfterMs),
        BATCH,
      ]);
      if (rows.length === 0) return total;
      try {
        await this.queue.addAll(
          rows.map((row) => ({
            outboxId: row.id,
            programmeId: row.programme_id,
            name: row.job,
            subjectId: row.subject_id,
          })),
        );
      } catch (error) {
        await this.database.ask('SELECT unclaim_outbox($1)', [rows.map((row) => row.id)]);
        throw error;
      }
      total += rows.length;
      if (rows.length < BATCH) return total;
    }
  }

  /** How much is due and not yet queued, for metrics and health; counted up to 10,000. */
  async depth(now: Date): Promise<{ due: number; oldestSeconds: number }> {
    const [row] = await this.database.ask<{ due: number; oldest_due: Date | null }>(
      'SELECT * FROM outbox_depth($1)',
      [now],
    );
    const oldest = row?.oldest_due?.getTime() ?? now.getTime();
    return { due: row?.due ?? 0, oldestSeconds: Math.max(0, (now.getTime() - oldest) / 1000) };
  }

  private async runWhileWanted(): Promise<void> {
    while (this.wanted && !this.stopped) {
      this.wanted = false;
      try {
        await this.relay();
      } catch (error) {
        this.logger.warn(
          { err: error, event: 'relay-failed' },
          'The outbox could not be relayed; trying again',
        );
        return;
      }
    }
  }
}
