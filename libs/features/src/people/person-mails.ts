import { v7 as newId } from 'uuid';
import { mayBeMailed, type PersonMail } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { addToOutbox } from '../outbox/outbox-rows.js';
import { type Programme } from '../programme/programmes.service.js';

/**
 * Owes mails about their own accounts to these people, in the transaction of what they follow from. Nobody is written to whose
 * domain is not on the programme's list.
 * @returns how many are owed
 */
export async function owePersonMails(
  tx: Transaction,
  kind: PersonMail,
  people: readonly { id: string; email: string }[],
  { programme, now }: { programme: Programme; now: Date },
): Promise<number> {
  const { allowedMailDomains } = programme.settings;
  const rows = people
    .filter(({ email }) => mayBeMailed(email, allowedMailDomains))
    .map(({ id, email }) => ({ id: newId(), person_id: id, recipient_email: email }));
  if (rows.length === 0) return 0;
  await tx.query(
    `INSERT INTO person_mail (id, programme_id, person_id, kind, recipient_email, asked_at)
     SELECT m.id, $1, m.person_id, $2, m.recipient_email, $3
     FROM jsonb_to_recordset($4::jsonb) AS m (id uuid, person_id uuid, recipient_email text)`,
    [tx.actor.programmeId, kind, now, JSON.stringify(rows)],
  );
  await addToOutbox(
    tx,
    rows.map(({ id }) => ({ job: 'send-person-mail', subject_id: id, due_at: now })),
    now,
  );
  return rows.length;
}
