import { makeWorkingCalendar, type WorkingCalendar } from '@case-consultation/domain';
import { type Row, type Transaction } from '@case-consultation/database';
import { type Programme } from './programmes.service.js';

/**
 * The calendar as this transaction finds it. Sent after `oneAtATime` it has every closure day that was saved before it was this
 * transaction's turn, which a programme that was read before that need not have.
 */
export async function calendarNow(
  tx: Transaction,
  { id, settings, settingsVersion, calendar }: Programme,
): Promise<WorkingCalendar> {
  const row = await tx.maybe<Row & { version: number; closure_days: string[] | null }>(
    `SELECT settings_version AS version, settings -> 'closureDays' AS closure_days FROM programme WHERE id = $1`,
    [id],
    'calendar-now',
  );
  if (!row || row.version === settingsVersion) return calendar;
  return makeWorkingCalendar({ ...settings, closureDays: row.closure_days ?? [] });
}
