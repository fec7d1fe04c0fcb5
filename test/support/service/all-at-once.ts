import { until } from '../../faults/support/until.js';
import { type TestService } from './service.js';

/**
 * Starts so many calls and lets none of them go on before all of them want to.
 * @param held takes the lock that each of them needs; `$1` and on are `values`
 */
export async function allAtOnce<T>(
  { admin }: TestService,
  { held, values = [] }: { held: string; values?: readonly unknown[] },
  calls: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const holder = await admin.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(held, [...values]);
    const answers = Promise.allSettled(calls.map((call) => call()));
    await until('all of them wait', async () => {
      const { rowCount } = await admin.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rowCount === calls.length;
    });
    await holder.query('COMMIT');
    return await answers;
  } finally {
    holder.release();
  }
}
