import { Injectable } from '@nestjs/common';
import { mayBeMailed, messageId, personMail, type PersonMail, theService } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { Clock, type JobPayload, MailError, Mailer } from '@case-consultation/platform';
import { ServiceIdentity } from '../messages/service-identity.js';
import { markedDone } from '../outbox/outbox-rows.js';
import { Programmes } from '../programme/programmes.service.js';
import { SIGN_IN_PATH } from '../sign-in/sign-in-code.email.js';

interface OwedMail extends Row {
  kind: PersonMail;
  recipientEmail: string;
  /** Whether the account is still as the mail says. */
  holds: boolean;
}

/** Sends a mail about a person's own account. Sent twice it is the same message. */
@Injectable()
export class PersonMailEmail {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly mailer: Mailer,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes to nobody when it was settled before, no longer holds, or the domain is not (any more) on the programme's list.
   * @throws MailError when the mail server is away or says "later"
   */
  async send({ outboxId, programmeId, subjectId }: JobPayload): Promise<void> {
    const service = theService(programmeId);
    const { settings } = await this.programmes.of(programmeId);
    const [mail] = await this.database.as(service, (tx) => tx.query<OwedMail>(OWED, [subjectId]));
    const may = mail?.holds === true && mayBeMailed(mail.recipientEmail, settings.allowedMailDomains);
    const state = mail && may ? await this.dispatch(subjectId, mail) : 'skipped';
    await this.database.atOnce(
      service,
      {
        name: 'person-mail-settled',
        text: `UPDATE person_mail SET state = $2, settled_at = $3 WHERE id = $1 AND state = 'owed'`,
        values: [subjectId, state, this.clock.now()],
      },
      markedDone(outboxId, this.clock.now()),
    );
  }

  private async dispatch(id: string, { kind, recipientEmail: to }: OwedMail): Promise<'sent' | 'refused'> {
    const { serviceName, publicUrl, mailDomain } = this.identity;
    try {
      await this.mailer.send({
        messageId: messageId({ subject: id, sequence: 0, method: kind, recipient: to }, mailDomain),
        to,
        content: personMail(kind, { serviceName, link: `${publicUrl}${SIGN_IN_PATH}` }),
        invite: null,
      });
      return 'sent';
    } catch (error) {
      // Refused for good: the page of the person says so, and whoever invited can put the address right.
      if (!(error instanceof MailError) || error.failure === 'passing') throw error;
      return 'refused';
    }
  }
}

const OWED = `
  SELECT m.kind, m.recipient_email AS "recipientEmail",
    p.active AND (m.kind <> 'invitation' OR p.email = m.recipient_email) AS holds
  FROM person_mail m JOIN person p ON p.id = m.person_id WHERE m.id = $1 AND m.state = 'owed'`;
