import { Injectable } from '@nestjs/common';
import { mayBeMailed, messageId, signInMail, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock, type JobPayload, MailError, Mailer } from '@case-consultation/platform';
import { ServiceIdentity } from '../messages/service-identity.js';
import { markedDone } from '../outbox/outbox-rows.js';
import { Programmes } from '../programme/programmes.service.js';
import { codeOfAttempt } from './code-of-attempt.js';

/** Where people sign in, below the service's address. */
export const SIGN_IN_PATH = '/sign-in';

/** Sends the code of an attempt to sign in. Sent twice it is the same message with the same code. */
@Injectable()
export class SignInCodeEmail {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly mailer: Mailer,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes to the person whose attempt it is; to nobody when nobody has the address, it may not be mailed, or the code no longer
   * works.
   * @throws MailError when the mail server is away or says "later"; it is tried again until the code is too old
   */
  async send({ outboxId, programmeId, subjectId }: JobPayload): Promise<void> {
    const { keys, settings } = await this.programmes.of(programmeId);
    const [row] = await this.database.as(theService(programmeId), (tx) =>
      tx.query<{ email: string; handle_hash: Buffer }>(STILL_WANTED, [subjectId, this.clock.now()]),
    );
    if (row && mayBeMailed(row.email, settings.allowedMailDomains)) {
      const { serviceName, publicUrl, mailDomain } = this.identity;
      const code = codeOfAttempt(keys, row.handle_hash);
      try {
        await this.mailer.send({
          messageId: messageId(
            { subject: subjectId, sequence: 0, method: 'sign-in-code', recipient: row.email },
            mailDomain,
          ),
          to: row.email,
          content: signInMail({ code, serviceName, link: `${publicUrl}${SIGN_IN_PATH}` }),
          invite: null,
        });
      } catch (error) {
        // Refused for good: the person can ask again, or their lead has their address put right.
        if (!(error instanceof MailError) || error.failure === 'passing') throw error;
      }
    }
    await this.database.atOnce(theService(programmeId), markedDone(outboxId, this.clock.now()));
  }
}

const STILL_WANTED = `
  SELECT p.email, a.handle_hash FROM sign_in_attempt a JOIN person p ON p.id = a.person_id AND p.active
  WHERE a.id = $1 AND a.expires_at > $2 AND a.superseded_at IS NULL AND a.right_at IS NULL`;
