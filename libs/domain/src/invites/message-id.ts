import { createHash } from 'node:crypto';
import { DomainError } from '../errors.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

/**
 * The UID of a booking's event: random, on the service's domain, the same for the booking's whole life
 * (RFC 5545, 3.8.4.7).
 *
 * @param randomId a random UUID, never one derived from the case
 * @param mailDomain the service's own mail domain
 * @throws DomainError `invalid-input`
 */
export function calendarUid(randomId: string, mailDomain: string): string {
  if (!UUID.test(randomId)) throw new DomainError('invalid-input', 'A UID is made from a UUID');
  return `${randomId.toLowerCase()}@${host(mailDomain)}`;
}

/** What makes a message that message: a retry has the same four, a new message differs in at least one. */
export interface MessageIdentity {
  /** The booking's UID, or the id of what a plain mail is about. */
  subject: string;
  /** SEQUENCE of the calendar part; for a plain mail, how many of this kind went before about this subject. */
  sequence: number;
  /** `REQUEST`, `CANCEL`, or the kind of a plain mail. */
  method: string;
  /** E-mail address; its case does not matter. */
  recipient: string;
}

/**
 * A Message-ID (RFC 5322, 3.6.4), with its angle brackets: a function of what the message is, so that a retry repeats
 * a message and never makes a new one. A digest, so that it gives no address away.
 *
 * @throws DomainError `invalid-input` for a domain that is none
 */
export function messageId(identity: MessageIdentity, mailDomain: string): string {
  const { subject, sequence, method, recipient } = identity;
  const parts = JSON.stringify([subject, sequence, method, recipient.trim().toLowerCase()]);
  const digest = createHash('sha256').update(parts).digest('hex').slice(0, 40);
  return `<${digest}@${host(mailDomain)}>`;
}

function host(mailDomain: string): string {
  if (!HOST.test(mailDomain)) throw new DomainError('invalid-input', 'The mail domain is not a host name');
  return mailDomain.toLowerCase();
}
