import { Injectable } from '@nestjs/common';
import {
  contentOf,
  inviteFor,
  hasCalendarPart,
  type InviteRecipient,
  mayBeMailed,
  type MessageFacts,
  type MessageKind,
  type Mode,
  nextStep,
  type Status,
  type StreamMessage,
  theService,
} from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';
import { Clock, type JobPayload, MailError, Mailer, type OutgoingMail } from '@case-consultation/platform';
import { markedDone } from '../outbox/outbox-rows.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { Dialogues } from './dialogues.js';
import { DeliveryNotes } from './delivery-notes.service.js';
import { isMoot } from './moot.js';
import { ServiceIdentity } from './service-identity.js';

interface StreamRow extends Record<string, unknown> {
  id: string;
  position: number;
  kind: MessageKind;
  method: 'REQUEST' | 'CANCEL' | null;
  /** Of the consultation, now. */
  status: Status;
  uid: string | null;
  state: 'owed' | 'sent' | 'skipped' | 'refused';
  may_have_arrived: boolean;
  recipient_email: string;
  code: string;
  link_path: string;
  sequence: number | null;
  starts_at: Date | null;
  ends_at: Date | null;
  mode: Mode | null;
  listed: InviteRecipient[] | null;
  message_id: string;
  created_at: Date;
}

/**
 * Sends what is owed to one person about one consultation, in the order in which it came to be owed. The stream is
 * locked for as long as the transaction lasts; should the process die, the lock goes with it and another one carries on.
 * That a message may have arrived is noted on a connection of its own before the dialogue with the mail server begins.
 */
@Injectable()
export class SendMessage {
  private readonly dialogues = new Dialogues();

  constructor(
    private readonly database: Database,
    private readonly notes: DeliveryNotes,
    private readonly mailer: Mailer,
    private readonly programmes: Programmes,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the message of one outbox row, and whatever is owed before it: each in a transaction of its own, so that the mark
   * of one is not lost with the dialogue of the next.
   * @throws MailError when the mail server is away or says "later"; the row stays owed and is tried again
   */
  async send(job: JobPayload): Promise<void> {
    const programme = await this.programmes.of(job.programmeId);
    while ((await this.sendNext(job, programme)) === 'more');
  }

  private async sendNext(
    { outboxId, programmeId, subjectId }: JobPayload,
    programme: Programme,
  ): Promise<'more' | 'done'> {
    let settled: readonly StreamRow[] = [];
    const then = await this.database.as(
      theService(programmeId),
      // Read in a statement of its own: one that waited for the lock would still see what was there before.
      async (tx, [, rows = []]) => {
        const stream = rows as StreamRow[];
        const step = await this.takeStep(tx, programme, subjectId, stream);
        if (step === 'done') tx.atLast(markedDone(outboxId, this.clock.now()));
        settled = stream.filter(({ state }) => state !== 'owed');
        return step;
      },
      [
        { name: 'message-stream-lock', text: LOCK, values: [subjectId] },
        { name: 'message-stream', text: STREAM, values: [subjectId] },
      ],
    );
    for (const { message_id } of settled) this.dialogues.forget(message_id);
    if (then instanceof MailError) throw then;
    return then;
  }

  /** Marks what need not be sent, up to the first message that is owed, and sends that one. */
  private async takeStep(
    tx: Transaction,
    programme: Programme,
    messageId: string,
    stream: readonly StreamRow[],
  ): Promise<'more' | 'done' | MailError> {
    const wanted = stream.find(({ id }) => id === messageId);
    for (;;) {
      if (wanted?.state !== 'owed') return 'done';
      // Calendar messages of one booking stand for each other; those of another booking are another event.
      const next = stream.find(({ state }) => state === 'owed') ?? wanted;
      if (next.method === null && !next.may_have_arrived && isMoot(next.kind, next.status)) {
        this.settle(tx, [next], 'skipped');
        continue;
      }
      const step = nextStep(stream.filter(({ uid }) => uid === next.uid).map(inStream));
      if (step.step === 'done') return 'done';
      if (step.step === 'skip') {
        this.settle(
          tx,
          stream.filter(({ id }) => step.ids.includes(id)),
          'skipped',
        );
        continue;
      }
      const row = stream.find(({ id }) => id === step.id) ?? next;
      const failure = await this.deliver(tx, programme, row);
      return failure ?? (row === wanted ? 'done' : 'more');
    }
  }

  private async deliver(
    tx: Transaction,
    programme: Programme,
    row: StreamRow,
  ): Promise<MailError | undefined> {
    // People move: what was allowed when the message came to be owed may not be any more.
    if (!mayBeMailed(row.recipient_email, programme.settings.allowedMailDomains)) {
      this.refuse(tx, row);
      return undefined;
    }
    const mail = this.compose(row, programme.settings.zone);
    if (!row.may_have_arrived) await this.notes.mayArrive(tx.actor.programmeId, row.id);
    try {
      await this.dialogues.have(row.message_id, () => this.mailer.send(mail));
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      if (!error.mayHaveArrived) {
        tx.atLast({
          text: 'UPDATE message SET may_have_arrived = $2 WHERE id = $1',
          values: [row.id, row.may_have_arrived],
        });
      }
      if (error.failure === 'passing') return error;
      this.refuse(tx, row);
      return undefined;
    }
    this.settle(tx, [row], 'sent');
    return undefined;
  }

  private settle(tx: Transaction, rows: readonly StreamRow[], state: 'sent' | 'skipped' | 'refused'): void {
    for (const row of rows) {
      tx.atLast({
        name: 'message-settle',
        text: 'UPDATE message SET state = $2, settled_at = $3 WHERE id = $1',
        values: [row.id, state, this.clock.now()],
      });
      row.state = state;
    }
  }

  /** Someone will not hear of this: the lead is given a task to reach them another way. */
  private refuse(tx: Transaction, row: StreamRow): void {
    this.settle(tx, [row], 'refused');
    tx.atLast({
      text: `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT gen_random_uuid(), programme_id, 'message-refused', consultation_id, id, $2 FROM message WHERE id = $1
       ON CONFLICT DO NOTHING`,
      values: [row.id, this.clock.now()],
    });
  }

  private compose(row: StreamRow, zone: string): OutgoingMail {
    const { serviceName, publicUrl, organizer } = this.identity;
    const facts: MessageFacts = {
      code: row.code,
      serviceName,
      link: `${publicUrl}${row.link_path}`,
      ...(row.starts_at && row.ends_at ? { start: row.starts_at, end: row.ends_at } : {}),
      ...(row.mode ? { mode: row.mode } : {}),
    };
    const { uid, sequence, listed } = row;
    const invite =
      hasCalendarPart(row.kind) && uid !== null && sequence !== null && listed
        ? inviteFor(row.kind, facts, { uid, sequence, stampedAt: row.created_at, organizer }, listed)
        : null;
    return {
      messageId: row.message_id,
      to: row.recipient_email,
      content: contentOf(row.kind, facts, zone),
      invite,
    };
  }
}

const LOCK = `
  SELECT pg_advisory_xact_lock(hashtextextended(concat(consultation_id, ' ', recipient_email), 0))
  FROM message WHERE id = $1`;

const STREAM = `
  SELECT m.id, m.position, m.kind, m.method, m.uid, m.state, m.may_have_arrived, m.recipient_email, m.code, m.link_path,
    m.sequence, m.starts_at, m.ends_at, m.mode, m.listed, m.message_id, m.created_at,
    c.status
  FROM message wanted
  JOIN message m ON m.consultation_id = wanted.consultation_id AND m.recipient_email = wanted.recipient_email
  JOIN consultation c ON c.id = wanted.consultation_id
  WHERE wanted.id = $1
  ORDER BY m.position`;

function inStream({ id, position, kind, method, state, may_have_arrived }: StreamRow): StreamMessage {
  return {
    id,
    position,
    kind,
    method,
    state: state === 'refused' ? 'skipped' : state,
    mayHaveArrived: may_have_arrived,
  };
}
