/** Separates the mailbox from the token in an envelope sender, as sub-addressing does (RFC 5233). */
const SEPARATOR = '+';
const TOKEN = /^<([0-9a-f]{40})@[^@>]+>$/;

/**
 * The envelope sender of one message (VERP: each message has its own, so that a bounce says which one it was, whatever the
 * bouncing server leaves of it): `bounces@host` and `<digest@domain>` → `bounces+digest@host`.
 *
 * @param bounceEmail mailbox that takes the bounces; before the `@` at most 23 characters, as RFC 5321 allows 64 in all
 * @param messageId from `messageId` of the domain
 * @throws Error for a mailbox or Message-ID that does not fit
 */
export function bounceAddress(bounceEmail: string, messageId: string): string {
  const at = bounceEmail.lastIndexOf('@');
  const token = TOKEN.exec(messageId)?.[1];
  if (at < 1) throw new Error('The bounce mailbox is not an e-mail address');
  if (token === undefined) throw new Error('The Message-ID is not one of ours');
  const local = `${bounceEmail.slice(0, at)}${SEPARATOR}${token}`;
  if (local.length > 64) throw new Error('The name of the bounce mailbox is too long');
  return `${local}${bounceEmail.slice(at)}`;
}

/** The digest of the Message-ID whose bounce came to this address, or null when it is none of ours. */
export function bouncedToken(bounceEmail: string, address: string): string | null {
  const at = bounceEmail.lastIndexOf('@');
  const expected = address.toLowerCase();
  const start = `${bounceEmail.slice(0, at)}${SEPARATOR}`.toLowerCase();
  const end = bounceEmail.slice(at).toLowerCase();
  if (!expected.startsWith(start) || !expected.endsWith(end)) return null;
  const token = expected.slice(start.length, expected.length - end.length);
  return /^[0-9a-f]{40}$/.test(token) ? token : null;
}
