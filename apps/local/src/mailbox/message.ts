import { simpleParser, type AddressObject } from 'mailparser';
import { readCalendarPart, type CalendarPart } from './calendar-part.js';

/** What the list shows of a message; kept beside it, so that a long list is quick. */
export interface MessageSummary {
  /** Rises with each message. */
  readonly id: string;
  /** By the service's clock; ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Who it was really sent by and to: the SMTP envelope. */
  readonly envelopeFrom: string;
  readonly to: readonly string[];
  /** Who the reader sees it is from: the From line's names, or addresses that have none. */
  readonly sender: string;
  readonly subject: string;
  /** The one-time code in it. */
  readonly code: string | null;
  readonly calendar: CalendarSummary | null;
}

export interface CalendarSummary
  extends Pick<CalendarPart, 'uid' | 'sequence' | 'start'>, Partial<Pick<CalendarPart, 'method' | 'status'>> {
  /** Somebody whom it went to had a message about the same event before. */
  readonly isUpdate: boolean;
}

/** A message taken apart. */
export interface ParsedMessage {
  readonly messageId: string | undefined;
  readonly subject: string;
  /** The From, To and Date lines as the reader's mail program shows them. */
  readonly from: string;
  /** The names of the From line; the addresses of those without one. */
  readonly sender: string;
  readonly toHeader: string;
  readonly date: string | undefined;
  readonly text: string;
  readonly html: string | undefined;
  readonly calendar: CalendarPart | undefined;
}

/** Takes a raw message (RFC 5322) apart. Whatever is missing comes out empty. */
export async function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return {
    messageId: mail.messageId,
    subject: mail.subject ?? '',
    from: addresses(mail.from),
    sender: (mail.from?.value ?? []).map(({ name, address }) => name || address || '').join(', '),
    toHeader: addresses(mail.to),
    date: mail.date?.toISOString(),
    text: mail.text ?? '',
    html: mail.html === false ? undefined : mail.html,
    calendar: part ? readCalendarPart(part.content.toString('utf8')) : undefined,
  };
}

function addresses(found: AddressObject | AddressObject[] | undefined): string {
  return [found ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : name || address || ''))
    .join(', ');
}
