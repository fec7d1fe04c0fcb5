import { type TestService } from '../../support/service/service.js';
import { atOnce, type Fared } from './at-once.js';
import { until } from './until.js';

/** As many of them as the service has connections come as far as the line; the others queue behind. */
const AT_THE_LINE = 12;

/**
 * `atOnce`, with a start line in the database: whoever would write a booking waits for a lock until all who can have come
 * that far, and then they are let go in the same instant. Without it, rivals of one process hardly ever meet.
 */
export async function fromTheLine<T>(
  service: TestService,
  tries: readonly (() => Promise<T>)[],
): Promise<Fared<T>> {
  const line = await service.admin.connect();
  try {
    await line.query('BEGIN; LOCK TABLE booking IN SHARE MODE');
    const fared = atOnce(tries);
    fared.catch(() => undefined);
    await until('the rivals wait at the line', async () => {
      const { rows } = await service.admin.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'consultations_app' AND wait_event_type = 'Lock'`,
      );
      return (rows[0]?.waiting ?? 0) >= Math.min(AT_THE_LINE, tries.length);
    });
    await line.query('COMMIT');
    return await fared;
  } finally {
    line.release();
  }
}
