import {
  type CalendarInvite,
  isMailAddress,
  isSameAddress,
  type MailContent,
} from '@case-consultation/domain';
import { createTransport } from 'nodemailer';
import { toICalendar } from '../calendar/to-icalendar.js';
import { type Clock } from '../clock/clock.js';
import { bounceAddress } from './bounce-address.js';
import { composeMessage, mailbox } from './compose-message.js';
import { MailError, mailError } from './mail-error.js';
import { renderMail } from './render-mail.js';

export interface MailerOptions {
  /** `smtp://` or `smtps://`, with user and password if the server asks for them. */
  smtpUrl: string;
  /** The neutral name and address that people see. */
  from: { name: string; email: string };
  /** Mailbox that takes the bounces; each message gets its own sub-address of it. */
  bounceEmail: string;
  /** Open connections at most; 5 unless told. */
  connections?: number;
  /** Milliseconds that one message may take, waiting for a connection included; 60,000 unless told. */
  sendTimeoutMs?: number;
  /** Tells the Date of a message; the machine's unless told. */
  clock?: Clock;
}

/** One message to one person. */
export interface OutgoingMail {
  /** From `messageId` of the domain: the same for every try of the same message. */
  messageId: string;
  to: string;
  content: MailContent;
  /** null: a plain mail. */
  invite: CalendarInvite | null;
}

const MESSAGES_PER_CONNECTION = 500;
const CONNECT_TIMEOUT_MS = 10_000;
const DNS_TIMEOUT_MS = 5_000;
const SILENCE_TIMEOUT_MS = 30_000;
const SEND_TIMEOUT_MS = 60_000;

/** Sends mail over a pool of SMTP connections. */
export class Mailer {
  private readonly transport;
  private readonly fromHeader: string;
  private closed = false;
  private readonly inFlight = new Set<Promise<unknown>>();

  constructor(private readonly options: MailerOptions) {
    this.fromHeader = mailbox(options.from);
    this.transport = createTransport({
      url: options.smtpUrl,
      // What the server is greeted with ends up in the headers: never the name of the machine.
      name: options.from.email.slice(options.from.email.lastIndexOf('@') + 1),
      pool: true,
      maxConnections: options.connections ?? 5,
      maxMessages: MESSAGES_PER_CONNECTION,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      dnsTimeout: DNS_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /**
   * Sends one message and waits until the server has taken it.
   *
   * @throws MailError: `passing` when another try may work, `permanent` when it will not
   */
  async send(mail: OutgoingMail): Promise<void> {
    const sending = this.deliver(mail);
    this.inFlight.add(sending);
    try {
      await sending;
    } finally {
      this.inFlight.delete(sending);
    }
  }

  /**
   * Connects, greets and signs in, for health checks; sends nothing.
   *
   * @throws MailError
   */
  async verify(): Promise<void> {
    try {
      await this.transport.verify();
    } catch (error) {
      throw mailError(error);
    }
  }

  /** Lets the messages on their way finish, then closes all connections. Sending afterwards fails as `passing`. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inFlight);
    this.transport.close();
  }

  private async deliver({ messageId, to, content, invite }: OutgoingMail): Promise<void> {
    this.checkRecipient(to, invite);
    if (this.closed) throw new MailError('passing', false, 'The mailer has been closed');
    const { text, html } = renderMail(content);
    const { bounceEmail, sendTimeoutMs = SEND_TIMEOUT_MS } = this.options;
    const envelope = { from: bounceAddress(bounceEmail, messageId), to: [to] };
    const raw = composeMessage({
      messageId,
      from: this.fromHeader,
      to,
      subject: content.subject,
      date: this.options.clock?.now() ?? new Date(),
      text,
      html,
      calendar: invite && { method: invite.method, text: toICalendar(invite) },
    });
    try {
      await this.transport.sendMail({
        envelope,
        raw,
        // Of no effect on bytes that are ready; without them nodemailer draws randomness for its own.
        messageId,
        baseBoundary: messageId,
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
    } catch (error) {
      throw mailError(error);
    }
  }

  private checkRecipient(to: string, invite: CalendarInvite | null): void {
    if (!isMailAddress(to)) {
      throw new MailError('permanent', false, 'The recipient has no e-mail address that can be written to');
    }
    if (invite && isSameAddress(to, invite.organizer.email)) {
      throw new MailError('permanent', false, 'The organiser of a calendar entry cannot be its recipient');
    }
  }
}
