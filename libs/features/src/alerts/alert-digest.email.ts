import { Injectable } from '@nestjs/common';
import { type AlertCounts, digestMail, mayBeMailed, messageId, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock, type JobPayload, MailError, Mailer } from '@case-consultation/platform';
import { ServiceIdentity } from '../messages/service-identity.js';
import { markedDone } from '../outbox/outbox-rows.js';
import { Programmes } from '../programme/programmes.service.js';

/** Where a lead sees what the digest counts, below the service's address. */
export const ALERTS_PATH = '/board/alerts';

/** Sends one lead's digest. Sent twice it is the same message. */
@Injectable()
export class AlertDigestEmail {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly mailer: Mailer,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes to the lead whose digest it is; to nobody when they are no lead any more, or may not be mailed.
   * @throws MailError when the mail server is away or says "later"
   */
  async send({ outboxId, programmeId, subjectId }: JobPayload): Promise<void> {
    const { settings } = await this.programmes.of(programmeId);
    const service = theService(programmeId);
    const [rows = []] = await this.database.atOnce(service, {
      name: 'digest-to-send',
      text: `SELECT p.email, d.counts FROM alert_digest d JOIN person p ON p.id = d.person_id
        WHERE d.id = $1 AND d.sent_at IS NULL AND p.active AND 'lead' = ANY (p.roles)`,
      values: [subjectId],
    });
    const [row] = rows as { email: string; counts: AlertCounts }[];
    if (row && mayBeMailed(row.email, settings.allowedMailDomains)) {
      const { serviceName, publicUrl, mailDomain } = this.identity;
      try {
        await this.mailer.send({
          messageId: messageId(
            { subject: subjectId, sequence: 0, method: 'alert-digest', recipient: row.email },
            mailDomain,
          ),
          to: row.email,
          content: digestMail({ counts: row.counts, serviceName, link: `${publicUrl}${ALERTS_PATH}` }),
          invite: null,
        });
      } catch (error) {
        // Refused for good: the page shows the same.
        if (!(error instanceof MailError) || error.failure === 'passing') throw error;
      }
    }
    const now = this.clock.now();
    const sent = {
      name: 'digest-sent',
      text: 'UPDATE alert_digest SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL',
      values: [subjectId, now],
    };
    await this.database.atOnce(service, sent, markedDone(outboxId, now));
  }
}
