import { type TestService } from '../../support/service/service.js';
import { type Received } from './stepping-mail-server.js';
import { until } from './until.js';

interface OwedRow extends Record<string, unknown> {
  message_id: string;
  stream: string;
  position: number;
  method: 'REQUEST' | 'CANCEL' | null;
  uid: string | null;
  sequence: number | null;
  state: 'owed' | 'sent' | 'skipped' | 'refused';
  may_have_arrived: boolean;
}

async function messages({ admin }: TestService): Promise<OwedRow[]> {
  const { rows } = await admin.query<OwedRow>(
    `SELECT message_id, consultation_id || ' ' || recipient_email AS stream, position::int, method, uid, sequence, state,
       may_have_arrived FROM message ORDER BY position`,
  );
  return rows;
}

/** Waits until nothing is owed and nothing is left to do that is due. */
export async function untilNothingIsOwed(service: TestService, limitMs = 40_000): Promise<void> {
  await until(
    'nothing is owed',
    async () => {
      const { rows } = await service.admin.query<{ left: number }>(
        `SELECT (SELECT count(*) FROM message WHERE state = 'owed')::int
           + (SELECT count(*) FROM outbox WHERE done_at IS NULL AND due_at <= $1)::int AS left`,
        [service.clock.now()],
      );
      return rows[0]?.left === 0;
    },
    limitMs,
  );
}

/** What is wrong with what arrived, in words; and which messages came more than once. */
export interface Delivery {
  readonly wrong: readonly string[];
  readonly repeated: readonly string[];
}

/**
 * Holds what arrived against what was owed: every message that was sent arrived; nothing else did; of one consultation and
 * one person in the order in which it was owed, copies included; and the last word about each event that reached a
 * calendar was said.
 */
export async function deliveryOf(service: TestService, received: readonly Received[]): Promise<Delivery> {
  const rows = await messages(service);
  const byId = new Map(rows.map((row) => [row.message_id, row]));
  const wrong: string[] = [];
  const copies = new Map<string, Received[]>();
  const lastOfStream = new Map<string, number>();

  for (const message of received) {
    const row = byId.get(message.messageId);
    if (!row) {
      wrong.push(`${message.messageId} was never owed`);
      continue;
    }
    copies.set(row.message_id, [...(copies.get(row.message_id) ?? []), message]);
    if (row.position < (lastOfStream.get(row.stream) ?? 0)) wrong.push(`${nameOf(row)} was overtaken`);
    lastOfStream.set(row.stream, row.position);
    if (!row.may_have_arrived) wrong.push(`${nameOf(row)} came, and nothing had been noted`);
  }
  for (const row of rows) {
    const its = copies.get(row.message_id) ?? [];
    if (row.state === 'sent' && its.length === 0) wrong.push(`${nameOf(row)} never came`);
    if (row.state === 'owed' || row.state === 'refused') wrong.push(`${nameOf(row)} is ${row.state}`);
    if (new Set(its.map(calendarOf)).size > 1) wrong.push(`${nameOf(row)} was not repeated word for word`);
  }
  wrong.push(...lastWords(rows));
  return { wrong, repeated: [...copies].filter(([, its]) => its.length > 1).map(([id]) => id) };
}

/** A calendar that heard anything of an event has heard, or will have heard, the latest of it. */
function lastWords(rows: readonly OwedRow[]): string[] {
  const events = new Map<string, OwedRow[]>();
  for (const row of rows) {
    if (row.uid === null || row.method === null) continue;
    const key = `${row.stream} ${row.uid}`;
    events.set(key, [...(events.get(key) ?? []), row]);
  }
  return [...events.values()].flatMap((its) => {
    const heard = its.some((row) => row.state === 'sent' || row.may_have_arrived);
    const last = its.at(-1);
    return heard && last && last.state !== 'sent'
      ? [`${nameOf(last)} is the last word and was not sent`]
      : [];
  });
}

function nameOf({ stream, position, method, sequence }: OwedRow): string {
  return `Message ${position} (${method ?? 'plain'} ${sequence ?? ''}) to ${stream}`;
}

/** The calendar part of a message as it was sent. */
export function calendarOf({ raw }: Received): string {
  return /BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/.exec(raw)?.[0] ?? '';
}
