import { v7 as newId } from 'uuid';
import { type Booking, messageId, type MessageKind, type Mode } from '@case-consultation/domain';
import { type Party, type Transaction } from '@case-consultation/database';
import { addToOutbox } from '../outbox/outbox-rows.js';

/** Where a consultation is read, below the service's address; the code is no secret, the page needs sign-in. */
export function linkPath(code: string): string {
  return `/consultations/${code}`;
}

/** Kinds that are for the owner of an action, who need not be one of those who may read the consultation. */
const TO_OWNERS: readonly MessageKind[] = ['action-due-soon', 'action-due-today', 'action-overdue'];

/** A plain mail to one person about one consultation. */
export interface PlainMessage {
  kind: MessageKind;
  consultation: { id: string; code: string };
  to: Party;
  /** What it is about and, where that may come up again, which time this is: the same two are the same message. */
  subject: string;
  occasion: number;
  /** Only for messages that tell the time of a booking. */
  booking?: Booking;
  mode?: Mode | null;
}

/**
 * Owes plain mails in the transaction of what they follow from. One that is owed or was sent already is not owed again, so
 * that a timer which fires twice writes once.
 */
export async function oweMessages(
  tx: Transaction,
  messages: readonly PlainMessage[],
  mailDomain: string,
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ kind, consultation, to, subject, occasion, booking, mode }) => ({
    id: newId(),
    consultation_id: consultation.id,
    kind,
    recipient_id: to.id,
    recipient_email: to.email,
    code: consultation.code,
    link_path: TO_OWNERS.includes(kind) ? `/actions/${subject}` : linkPath(consultation.code),
    uid: booking?.uid ?? null,
    sequence: booking?.sequence ?? null,
    starts_at: booking?.startsAt ?? null,
    ends_at: booking?.endsAt ?? null,
    mode: mode ?? null,
    message_id: messageId({ subject, sequence: occasion, method: kind, recipient: to.email }, mailDomain),
  }));
  const owed = await tx.query<{ id: string }>(
    `INSERT INTO message (id, programme_id, consultation_id, kind, recipient_id, recipient_email, code, link_path, uid,
       sequence, starts_at, ends_at, mode, message_id, state, created_at)
     SELECT m.id, $1, m.consultation_id, m.kind, m.recipient_id, m.recipient_email, m.code, m.link_path, m.uid, m.sequence,
       m.starts_at, m.ends_at, m.mode, m.message_id, 'owed', $2
     FROM jsonb_to_recordset($3::jsonb) AS m (id uuid, consultation_id uuid, kind text, recipient_id uuid,
       recipient_email text, code text, link_path text, uid text, sequence int, starts_at timestamptz,
       ends_at timestamptz, mode text, message_id text)
     ON CONFLICT (message_id) DO NOTHING RETURNING id`,
    [tx.actor.programmeId, now, JSON.stringify(rows)],
  );
  await addToOutbox(
    tx,
    owed.map(({ id }) => ({ job: 'send-message', subject_id: id, due_at: now })),
    now,
  );
}
