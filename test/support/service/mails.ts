import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { type SunkMessage } from '../services/index.js';
import { type TestService } from './service.js';

/** One header of a mail, unfolded; empty when it is not there. */
export function header({ raw }: SunkMessage, name: string): string {
  const head = raw.toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

/** The mails to one address about one consultation, in the order in which they came. */
export function mailsTo(service: TestService, email: string, code: string): SunkMessage[] {
  return service.mailbox.messages.filter(({ to, raw }) => to.includes(email) && raw.includes(code));
}

/** Their subjects, without the part that they all begin with. */
export function subjectsTo(service: TestService, email: string, code: string): string[] {
  return mailsTo(service, email, code).map((mail) =>
    header(mail, 'Subject').replace('Practice consultation: ', ''),
  );
}

/** What one mail tells a person and a calendar, read with parsers that are not the service's own. */
export interface ReadMail {
  to: string;
  subject: string;
  messageId: string;
  /** Null for a plain mail. */
  calendar: ReadInvite | null;
  /** Content types of the leaves, in the order in which they stand. */
  parts: readonly string[];
  attachments: number;
}

export interface ReadInvite {
  method: string;
  /** Of the MIME part; the body's own is `method`. */
  mimeMethod: string;
  status: string | null;
  busy: string | null;
  sequence: number;
  uid: string;
  start: Date;
  stamp: Date;
  organizer: string;
  /** `address PARTSTAT`, in order of address; the PARTSTAT is left out where there is none. */
  attendees: readonly string[];
  text: string;
}

export async function readMail(mail: SunkMessage): Promise<ReadMail> {
  const parsed = await simpleParser(mail.raw);
  const calendars = parsed.attachments.filter(({ contentType }) => contentType === 'text/calendar');
  const text = calendars[0]?.content.toString('utf8');
  const parts = [...mail.raw.toString('utf8').matchAll(/^Content-Type: ([a-z]+\/[a-z-]+)/gim)].map(
    ([, type]) => type ?? '',
  );
  return {
    to: mail.to.join(', '),
    subject: (parsed.subject ?? '').replace('Practice consultation: ', ''),
    messageId: parsed.messageId ?? '',
    parts: parts.filter((type) => !type.startsWith('multipart/')),
    attachments: parsed.attachments.length - calendars.length,
    calendar:
      text === undefined ? null : readInvite(text, header({ ...mail, raw: afterHead(mail) }, 'Content-Type')),
  };
}

function readInvite(text: string, mimeType: string): ReadInvite {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event || events.length > 1) throw new Error(`One event a message, not ${events.length}`);
  const value = (name: string): string | null => {
    const given = event.getFirstPropertyValue(name);
    return given === null ? null : String(given);
  };
  const instant = (name: string): Date => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate();
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    mimeMethod: /method="?([A-Z]+)/i.exec(mimeType)?.[1] ?? '',
    status: value('status'),
    busy: value('x-microsoft-cdo-busystatus'),
    sequence: Number(value('sequence')),
    uid: value('uid') ?? '',
    start: instant('dtstart'),
    stamp: instant('dtstamp'),
    organizer: value('organizer') ?? '',
    attendees: event
      .getAllProperties('attendee')
      .map((property) =>
        [String(property.getFirstValue()).replace(/^mailto:/i, ''), property.getFirstParameter('partstat')]
          .filter(Boolean)
          .join(' '),
      )
      .sort(),
    text,
  };
}

/** The part of the message that begins with the header of its calendar part. */
function afterHead({ raw }: SunkMessage): Buffer {
  return raw.subarray(raw.indexOf('Content-Type: text/calendar'));
}
