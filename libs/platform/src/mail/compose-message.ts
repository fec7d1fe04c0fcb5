import { type CalendarMethod } from '@case-consultation/domain';
import { encodeWords } from 'nodemailer/lib/mime-funcs';

export interface MessageToCompose {
  /** With its angle brackets; its digest also makes the boundary. */
  messageId: string;
  /** From `mailbox`. */
  from: string;
  /** One plain address. */
  to: string;
  subject: string;
  date: Date;
  text: string;
  html: string;
  calendar: { method: CalendarMethod; text: string } | null;
}

/**
 * One message, `multipart/alternative { text/plain, text/html, text/calendar }`, ready for the wire. The calendar comes last and
 * its `method` is the METHOD of its body (RFC 6047, 2.4); there is no attachment, and no further header. Written here, because
 * nodemailer's composer streams every part through an encoder of its own, which takes as long as sending the message.
 *
 * @throws Error when a header would hold a line break
 */
export function composeMessage(message: MessageToCompose): string {
  const { messageId, from, to, subject, date, text, html, calendar } = message;
  const boundary = `=_${messageId.replace(/[^0-9a-f]/g, '').slice(0, 40)}`;
  const parts = [part('text/plain; charset=utf-8', text), part('text/html; charset=utf-8', html)];
  if (calendar) parts.push(part(`text/calendar; charset=utf-8; method=${calendar.method}`, calendar.text));
  return [
    header('From', from),
    header('To', to),
    header('Subject', encodeWords(subject, 'Q', MAX_ENCODED_WORD)),
    header('Date', date.toUTCString().replace('GMT', '+0000')),
    header('Message-ID', messageId),
    header('Auto-Submitted', 'auto-generated'),
    header('MIME-Version', '1.0'),
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...parts.map((body) => `--${boundary}\r\n${body}`),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** A name and an address as a header shows them (RFC 5322, 3.4; a name beyond ASCII as RFC 2047 has it). */
export function mailbox({ name, email }: { name: string; email: string }): string {
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  const shown = isAscii
    ? `"${name.replace(/["\\]/g, '\\$&')}"`
    : encodeWords(name, 'Q', MAX_ENCODED_WORD, true);
  return `${shown} <${email}>`;
}

/** RFC 2047, 2: an encoded word has at most 75 characters; this many are left for its text. */
const MAX_ENCODED_WORD = 52;
/** RFC 5322, 2.1.1. */
const MAX_LINE = 998;
const BASE64_LINE = /.{1,76}/g;

function header(name: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`The header ${name} would hold a line break`);
  return `${name}: ${value}`;
}

/** As it is where 7-bit transport allows it, otherwise as base64. */
function part(contentType: string, content: string): string {
  const lines = content.split(/\r?\n/);
  const isPlain = /^[\t\r\n\x20-\x7e]*$/.test(content) && lines.every(({ length }) => length <= MAX_LINE);
  const encoding = isPlain ? '7bit' : 'base64';
  const encoded = isPlain
    ? lines
    : (Buffer.from(lines.join('\r\n')).toString('base64').match(BASE64_LINE) ?? []);
  return [`Content-Type: ${contentType}`, `Content-Transfer-Encoding: ${encoding}`, '', ...encoded].join(
    '\r\n',
  );
}
