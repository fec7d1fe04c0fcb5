import { type TestService } from '../../support/service/service.js';
import { until } from './until.js';

/** Pairs of live bookings in which one consultant would be in two places, buffers included. There must be none. */
export async function doubleBooked({ admin }: TestService): Promise<number> {
  const { rows } = await admin.query<{ pairs: number }>(
    `SELECT count(*)::int AS pairs FROM booking a JOIN booking b ON a.consultant_id = b.consultant_id AND a.id < b.id
     WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'
       AND a.starts_at < b.free_again_at AND b.starts_at < a.free_again_at`,
  );
  return rows[0]?.pairs ?? -1;
}

/**
 * How often the database had to break a deadlock so far. Backends report what they know when they end, so those of the
 * service are ended first; its pool opens new ones.
 */
export async function deadlocks({ admin }: TestService): Promise<number> {
  const ours = `FROM pg_stat_activity WHERE datname = current_database() AND usename = 'consultations_app'`;
  const { rows } = await admin.query<{ pid: number }>(`SELECT pid, pg_terminate_backend(pid) ${ours}`);
  const ended = rows.map(({ pid }) => pid);
  await until('the service’s connections have ended', async () => {
    const left = await admin.query(`SELECT 1 ${ours} AND pid = ANY ($1)`, [ended]);
    return left.rowCount === 0;
  });
  const stats = await admin.query<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return stats.rows[0]?.deadlocks ?? -1;
}
