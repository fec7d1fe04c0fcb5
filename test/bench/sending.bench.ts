import { type JobPayload } from '@case-consultation/platform';
import { SendMessage } from '@case-consultation/features';
import { addConsultations, consultationId } from './support/consultations.js';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { inPairs, ratios } from './support/pairs.js';
import { startMailSink } from './support/processes.js';
import { aProgramme, type BenchProgramme } from './support/programme.js';
import { atLeast, type BenchRow, row } from './support/rows.js';
import { startService } from './support/service.js';
import { AT_ONCE, openBarePool, sentPerSecond } from './support/some-mail.js';

const MESSAGES = 400;
const PAIRS = 9;

/**
 * The whole way of a message, from its outbox row to the mark that it was sent, over a bare nodemailer pool that sends
 * the same: lock and read the person's stream, note that the dialogue begins, make and send it, mark it, commit.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const sink = await startMailSink();
  // As many connections as the worker has.
  const service = await startService(database, { smtpUrl: sink.smtpUrl, poolSize: AT_ONCE + 2 });
  const bare = await openBarePool(sink.smtpUrl);
  try {
    const programme = await aProgramme(service, { code: 'bench', champions: 10, practitioners: 10 });
    const jobs = await owedMessages(database, programme, MESSAGES * (PAIRS + 1));
    const messages = service.get(SendMessage);
    const pairs = await inPairs(
      PAIRS,
      (pair) =>
        sentPerSecond(MESSAGES, (n) => messages.send(jobs[pair * MESSAGES + n] ?? (jobs[0] as JobPayload))),
      () => sentPerSecond(MESSAGES, bare.compose),
    );
    await mustAllBeSent(database, jobs.length);
    const rates = pairs.map(({ own }) => own);
    return {
      rows: [
        row(
          'mail with a calendar part: from outbox row to marked row ÷ bare nodemailer pool of 5',
          '',
          ratios(pairs),
          atLeast(0.6, 0.95),
        ),
        row('mail with a calendar part: from outbox row to marked row', 'per s', rates, null),
      ],
    };
  } finally {
    bare.close();
    await service.stop();
    await sink.stop();
    await database.stop();
  }
}

/** Confirmed bookings, each with one invite that is owed to its requester. */
export async function owedMessages(
  database: BenchDatabase,
  programme: BenchProgramme,
  count: number,
): Promise<JobPayload[]> {
  await addConsultations(database, programme, { from: 0, to: count, status: `'booked'` });
  const ids = Array.from({ length: count }, (_, n) => consultationId(n));
  const { rows } = await database.admin.query<{ id: string; outbox_id: string }>(
    `WITH owed AS (
       INSERT INTO message (id, programme_id, consultation_id, kind, recipient_id, recipient_email, code, link_path, uid,
         sequence, method, starts_at, ends_at, mode, listed, message_id, state, created_at)
       SELECT gen_random_uuid(), $1, c.id, 'booking-confirmed', p.id, p.email, c.code, '/consultations/' || c.code,
         c.id || '@consultations.example.org', 1, 'REQUEST', now() + interval '7 days', now() + interval '7 days 1 hour',
         'video', jsonb_build_array(jsonb_build_object('email', k.email, 'as', 'consultant'),
           jsonb_build_object('email', p.email, 'as', 'requester')),
         '<' || left(encode(sha256(c.id::text::bytea), 'hex'), 40) || '@consultations.example.org>', 'owed', now()
       FROM consultation c JOIN person p ON p.id = c.requester_id JOIN person k ON k.id = c.consultant_id
       WHERE c.id = ANY ($2::uuid[]) RETURNING id
     ), due AS (
       INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at, queued_at)
       SELECT gen_random_uuid(), $1, 'send-message', id, now(), now(), now() FROM owed RETURNING id, subject_id
     ) SELECT due.subject_id AS id, due.id AS outbox_id FROM due`,
    [programme.id, ids],
  );
  await database.admin.query('ANALYZE');
  return rows.map(({ id, outbox_id }) => ({
    programmeId: programme.id,
    subjectId: id,
    outboxId: outbox_id,
  }));
}

async function mustAllBeSent({ admin }: BenchDatabase, count: number): Promise<void> {
  const { rows } = await admin.query<{ sent: string; done: string }>(
    `SELECT (SELECT count(*) FROM message WHERE state = 'sent') AS sent,
       (SELECT count(*) FROM outbox WHERE done_at IS NOT NULL) AS done`,
  );
  const { sent, done } = rows[0] ?? {};
  if (Number(sent) !== count || Number(done) !== count)
    throw new Error(`${sent} of ${count} messages were sent and ${done} rows marked`);
}
